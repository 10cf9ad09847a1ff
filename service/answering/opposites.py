"""Words that exclude one another: what was ratified was not withdrawn from, who won did not lose.

English, as stems of :mod:`corpus.analysis`. Tables only.
"""

from __future__ import annotations

from collections.abc import Collection

from corpus.analysis import terms_in

_OPPOSITES = """rise fall; rose fell; increase decrease; increase decline; increase drop;
grow shrink; gain lose; gain loss; win lose; won lost; open close; opening closing;
start end; begin end; accept reject; accept refuse; approve reject; approve block; allow ban;
allow prohibit; allow block; permit ban; legal illegal; lawful unlawful; support oppose;
agree disagree; confirm deny; admit deny; guilty innocent; convict acquit; arrest release;
arrest free; arrive leave; arrive depart; enter leave; join leave; sign withdraw; ratify withdraw;
sign withdrew; ratify withdrew; join withdrew; sign withdrawn; join left; arrive left; enter left;
bought sold; began ended; won lost; began finished; hired fired;
above below; high low; higher lower; highest lowest; early late; first last; old new;
increase reduce; expand reduce; raise cut; raise lower; add remove; include exclude; buy sell;
strengthen weaken; improve worsen; better worse; success failure; succeed fail; alive dead;
survive die; attack defend; success fail; male female; men women; man woman; son daughter;
mother father; north south; east west; northern southern; eastern western; public private;
praise criticise; praise criticize; welcome condemn; love hate; hire fire; appoint dismiss;
majority minority; maximum minimum; positive negative; optimistic pessimistic;
advance retreat"""
_CONTRASTS = """deploy withdraw; invade withdraw; enter withdraw; impose lift; impose suspend;
launch cancel; launch end; launch scrap; elect resign; appoint resign; build demolish;
build destroy; create destroy; found dissolve; found close; borrow lend; import export;
send receive; accuse clear; accuse defend; charge clear; jail release; jail free; imprison release;
sentence acquit; sentence clear; ban lift; extend shorten; cancel confirm; cancel postpone;
resume suspend; resume halt; start stop; begin stop; continue stop; recruit dismiss; employ dismiss;
marry divorce; pass reject; adopt reject; adopt repeal; enact repeal; ratify reject; ratify repeal;
sign reject; sign refuse; back oppose; back reject; support reject; support criticise;
invest divest; nationalise privatise; merge split; find lose; find hide; evacuate return; leave return; 
flee return; depart land; depart arrive; land take; climb descend; dead injured; kill injure; kill wound;
die injure; died injured; dead wounded; died wounded; buyer seller; winner loser; domestic foreign;
summer winter; spring autumn; hot cold; hottest coldest; wet dry; cheap expensive; young old;
youngest oldest; large small; largest smallest; big small; biggest smallest; long short;
longest shortest; wide narrow; deep shallow; fast slow; fastest slowest; most least; more fewer;
before after; former current; previous next; morning evening; morning afternoon; day night;
accept deny; accuse deny; promise deny; agree refuse; agree reject; offer refuse; offer reject;
offer request; demand offer; lead trail; lead follow; won draw; win draw; defeat draw; lost draw;
qualify miss; attend miss; attend boycott; visit leave; visit cancel; rescue kill; save kill;
recover disappear; discover disappear; catch escape; capture escape; arrest escape; detain release;
detain free; extradite refuse; grant refuse; grant deny; award refuse; nominate win; nominated won;
rename keep; replace keep; sack keep; quit stay; leave stay; resign stay; resign refuse;
withdraw stay; repair damage; repair destroy; restore cut; restore remove; install remove;
plan complete; propose adopt; propose reject; claim deny"""


def _pairs(table: str) -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for pair in table.replace("\n", " ").split(";"):
        one, other = pair.split()
        for first, second in ((one, other), (other, one)):
            for term in terms_in(first, "en") or [first]:
                pairs.setdefault(term, set()).update(terms_in(second, "en") or [second])
    return {term: frozenset(others) for term, others in pairs.items()}


OPPOSITES = _pairs(_OPPOSITES)
"""Stem -> stems of what it excludes: a statement with one is not supported by the other."""

_CONTRASTED = _pairs(f"{_OPPOSITES}; {_CONTRASTS}")


def contrasts(asked: Collection[str], told: Collection[str]) -> bool:
    """Whether something asked is not told while something that contrasts with it is.

    Often, not always, what is asked is then another thing than what is told.
    """
    told = set(told)
    return any(
        term not in told and not told.isdisjoint(_CONTRASTED.get(term, ())) for term in asked
    )
