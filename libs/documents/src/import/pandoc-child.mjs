// Runs pandoc (WebAssembly, GPL-2.0-or-later) in a process of its own: a .docx on standard input, pandoc's JSON on
// standard output. No file system and no network reach it. The parent limits its memory and its time.
import { convert } from 'pandoc-wasm';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const answer = await convert(
  { from: 'docx', to: 'json', 'input-files': ['in.docx'], 'track-changes': 'all' },
  null,
  { 'in.docx': new Blob(chunks) },
);
if (answer.stdout === '') {
  process.stderr.write(String(answer.stderr).slice(0, 2000));
  process.exitCode = 1;
} else {
  process.stdout.write(answer.stdout);
}
