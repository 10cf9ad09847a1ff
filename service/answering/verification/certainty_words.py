"""Words that leave open, or put ahead, what the English verb behind them tells."""

from __future__ import annotations

from service.answering.values.words import word_set

MAY = word_set("could may might")
WILL = word_set("will would shall ll")
HOPES_TO = word_set(
    """hope hopes hoped hoping want wants wanted wish wishes wished plan plans planned planning
    intend intends intended aim aims aimed propose proposes proposed proposing proposal proposals
    expect expects expected likely unlikely threaten threatens threatened threat ask asks asked
    urge urges urged call calls called calling request requests requested recommend recommends
    recommended recommendation seek seeks sought try tries offer offers offered bid bids pledge
    pledges pledged promise promises promised vow vows vowed"""
)
"""Before "to close" or "somebody to close", these leave open whether it is done."""
SET_TO = word_set(
    "set due about going scheduled ready agree agrees agreed agreement decide decides decided"
)
"""Before "to close", these say that it is still ahead."""
CONSIDERS = word_set(
    """consider considers considered considering propose proposes proposed proposing proposal
    suggest suggests suggested suggesting discuss discusses discussed discussing contemplate
    contemplates contemplating mull mulls mulled mulling weigh weighs weighed weighing recommend
    recommends recommended plan plans planned planning"""
)
"""Before "closing", "a closure" or "that it be closed", these leave it open."""
OPENNESS = word_set("possibility idea prospect plan plans threat risk option chance proposal")
"""Before "of closing", these leave it open."""
HEDGES = (
    MAY
    | HOPES_TO
    | CONSIDERS
    | OPENNESS
    | word_set("if unless whether possible possibly reportedly potential potentially can should")
)
"""With one of these before its verb, a statement does not tell it for sure."""
AHEADS = WILL | SET_TO
CONDITIONS = word_set("if unless reportedly provided")
"""With one of these anywhere, a statement is not sure."""
BETWEEN = word_set("be been have also soon still now again later then yet even only ever")
"""What may stand between an auxiliary and its verb."""
NEGATIONS = word_set("not never no cannot")
DETERMINERS = word_set("the a an its their his her this that these those all both some any no")
ABLE = word_set("see hear smell feel find reach tell cost need take last mean be have do remain")
"""Verbs told with "could" of what was so, or with "will" of what is: "could see the smoke"."""
LIGHT = word_set("make give get go come put hold say take keep show")
"""Verbs that tell little without what is done to what."""
