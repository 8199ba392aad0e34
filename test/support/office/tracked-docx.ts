import { strToU8, zipSync } from 'fflate';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PART = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const run = (text: string, name = 't'): string =>
  `<w:r><w:${name} xml:space="preserve">${text}</w:${name}></w:r>`;
const by = (id: number, author: string): string =>
  `w:id="${String(id)}" w:author="${author}" w:date="2026-01-05T09:00:00Z"`;

/** What a colleague sends back from Word: words that they inserted, words that they struck, a remark and its answer. */
export function trackedDocx({ author, other }: { author: string; other: string }): Uint8Array {
  const body = [
    `<w:p>${run('Avis ')}<w:ins ${by(1, author)}>${run('très ')}</w:ins>${run('favorable du comité')}<w:del ${by(2, author)}>${run(' de suivi', 'delText')}</w:del>${run('.')}</w:p>`,
    `<w:p><w:commentRangeStart w:id="0"/>${run('Deux réserves')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>${run(' restent à lever.')}</w:p>`,
  ];
  const remark = `<w:comment ${by(0, other)}><w:p>${run('Lesquelles ?')}</w:p></w:comment>`;
  const parts = ['document.main', 'comments'].map((type) => {
    const name = type === 'comments' ? type : 'document';
    return `<Override PartName="/word/${name}.xml" ContentType="${PART}.${type}+xml"/>`;
  });
  const relation = (type: string, target: string): string =>
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`,
    '_rels/.rels': relation('officeDocument', 'word/document.xml'),
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`,
    'word/comments.xml': `<w:comments xmlns:w="${WORD}">${remark}</w:comments>`,
    'word/_rels/document.xml.rels': relation('comments', 'comments.xml'),
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(HEAD + text)])),
  );
}
