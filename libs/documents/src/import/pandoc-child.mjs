// Runs pandoc (WebAssembly, GPL-2.0-or-later) in a process of its own: a file on standard input, pandoc's JSON on
// standard output; the format is its argument. No file system and no network reach it. The parent limits its memory and its time.
import { convert } from 'pandoc-wasm';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const answer = await convert(
  { from: process.argv[2] ?? 'docx', to: 'json', 'input-files': ['in'], 'track-changes': 'all' },
  null,
  { in: new Blob(chunks) },
);
if (answer.stdout === '') {
  process.stderr.write(String(answer.stderr).slice(0, 2000));
  process.exitCode = 1;
} else {
  process.stdout.write(answer.stdout);
}
