// Typesets one document in a process of its own: a message on standard input, the PDF on standard output. The template
// is constant, the document is data, and the only files are those of the message: nothing is read from disk but fonts,
// and nothing is fetched. The parent limits memory and time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deserialize } from 'node:v8';

const { NodeCompiler } = createRequire(import.meta.url)(
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
);
/** Exists nowhere: paths below it are those of the message. */
const ROOT = '/maroquin-pdf';
const template = readFileSync(new URL('./document.typ', import.meta.url), 'utf8');

/** @returns {Buffer} @throws {Error} with no word of the document in its message */
function typeset({ content, pictures, fonts, standard }) {
  const compiler = NodeCompiler.create({
    fontArgs: [{ fontBlobs: fonts.map((file) => readFileSync(file)) }],
    workspace: ROOT,
  });
  compiler.mapShadow(`${ROOT}/content.json`, Buffer.from(JSON.stringify(content)));
  for (const [name, bytes] of pictures) compiler.mapShadow(`${ROOT}/pictures/${name}`, Buffer.from(bytes));
  const compiled = compiler.compile({ mainFileContent: template });
  if (compiled.result === null)
    throw new Error((compiled.takeError()?.shortDiagnostics ?? []).map(({ message }) => message).join('\n'));
  return compiler.pdf(compiled.result, { pdfStandard: standard });
}

const EMPTY = { title: 'x', author: '', language: 'fr', region: 'FR', date: [2000, 1, 1, 0, 0, 0] };

/** A picture that is damaged, or whose colours the standard does not allow, spoils the file that it stands in. */
function isGood(request, name) {
  const picture = { kind: 'picture', file: name, alt: 'x', width: 10, height: 10 };
  const blocks = [{ kind: 'paragraph', align: null, indent: 0, inlines: [picture] }];
  try {
    typeset({
      ...request,
      content: { ...EMPTY, blocks },
      pictures: new Map([[name, request.pictures.get(name)]]),
    });
    return true;
  } catch {
    return false;
  }
}

/** Descriptions in place of the pictures named. */
function described(value, bad) {
  if (Array.isArray(value)) return value.map((inner) => described(inner, bad));
  if (typeof value !== 'object' || value === null) return value;
  if (value.kind === 'picture' && bad.has(value.file)) {
    const plain = { bold: false, italic: false, underline: false, strike: false, code: false, script: null };
    return { kind: 'text', text: `[${value.alt}]`, ...plain, ink: null, highlight: null, href: null };
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, described(inner, bad)]));
}

function typesetWhatCan(request) {
  try {
    return typeset(request);
  } catch (error) {
    const bad = new Set([...request.pictures.keys()].filter((name) => !isGood(request, name)));
    if (bad.size === 0) throw error;
    const pictures = new Map([...request.pictures].filter(([name]) => !bad.has(name)));
    return typeset({ ...request, content: described(request.content, bad), pictures });
  }
}

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
try {
  process.stdout.write(typesetWhatCan(deserialize(Buffer.concat(chunks))));
} catch (error) {
  // What is quoted in a message may be the document's words, which stand in no log.
  process.stderr.write(
    String(error.message)
      .replaceAll(/`[^`]*`|"[^"]*"/g, '…')
      .slice(0, 2000),
  );
  process.exitCode = 1;
}
