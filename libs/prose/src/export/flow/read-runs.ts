import { safeHref } from '../../common/links.js';
import type { ProseMark, ProseNode } from '../../common/prose-json.js';
import { HIGHLIGHT_COLOURS, INK_COLOURS, oneOf } from '../../marks/colour.mark.js';
import { importedRemarkOf } from '../../marks/comment.mark.js';
import { isMarkName, type MarkName } from '../../common/names.js';
import type { ExportThread } from './options.js';
import type { Change, Remark, Style, TextRun } from './flow.js';

export const PLAIN: Style = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  code: false,
  ...{ script: null, ink: null, highlight: null },
};

const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads text with its marks, and remembers where each comment begins and ends. */
export class RunReader {
  private readonly found = new Map<string, Remark>();
  private readonly first = new Map<string, TextRun>();
  private readonly last = new Map<string, TextRun>();
  private inNote = false;

  constructor(private readonly threads: ReadonlyMap<string, ExportThread>) {}

  private readonly marks: Readonly<Record<MarkName, (run: TextRun, mark: ProseMark) => void>> = {
    bold: (run) => {
      run.style = { ...run.style, bold: true };
    },
    italic: (run) => {
      run.style = { ...run.style, italic: true };
    },
    underline: (run) => {
      run.style = { ...run.style, underline: true };
    },
    strike: (run) => {
      run.style = { ...run.style, strike: true };
    },
    code: (run) => {
      run.style = { ...run.style, code: true };
    },
    superscript: (run) => {
      run.style = { ...run.style, script: 'super' };
    },
    subscript: (run) => {
      run.style = { ...run.style, script: 'sub' };
    },
    ink: (run, { attrs = {} }) => {
      run.style = { ...run.style, ink: oneOf(INK_COLOURS, attrs['colour']) };
    },
    highlight: (run, { attrs = {} }) => {
      run.style = { ...run.style, highlight: oneOf(HIGHLIGHT_COLOURS, attrs['colour']) ?? 'yellow' };
    },
    link: (run, { attrs = {} }) => {
      const href = safeHref(attrs['href']);
      if (href !== null) run.link = { href, title: string(attrs['title']) || null };
    },
    insertion: (run, mark) => void run.changes.push(changeOf('ins', mark)),
    deletion: (run, mark) => void run.changes.push(changeOf('del', mark)),
    comment: (run, mark) => this.comment(run, mark),
  };

  read({ text = '', marks = [] }: ProseNode): TextRun {
    const run: TextRun = {
      ...{ kind: 'text', text, style: PLAIN, link: null },
      ...{ changes: [], opens: [], closes: [] },
    };
    for (const mark of marks) if (isMarkName(mark.type)) this.marks[mark.type](run, mark);
    return run;
  }

  /** No format lets a comment stand in a note. */
  note<T>(work: () => T): T {
    this.inNote = true;
    try {
      return work();
    } finally {
      this.inNote = false;
    }
  }

  /** To be called once, when all has been read: it tells the runs which comments begin and end with them. */
  remarks(): { remarks: Remark[]; silent: number } {
    const said = [...this.found.values()].filter(({ said: words }) => words.length > 0);
    for (const { id } of said) {
      this.first.get(id)?.opens.push(id);
      this.last.get(id)?.closes.push(id);
    }
    return { remarks: said, silent: this.found.size - said.length };
  }

  /** What an import left in the mark itself, or what was said in its thread. */
  private remarkOf(id: string, imported: unknown): Remark {
    const left = importedRemarkOf(imported);
    if (left !== null) return { id, resolved: false, said: left.text === '' ? [] : [left] };
    const { resolved = false, said = [] } = this.threads.get(id) ?? {};
    return { id, resolved, said };
  }

  private comment(run: TextRun, { attrs = {} }: ProseMark): void {
    const id = string(attrs['id']);
    if (id === '' || this.inNote) return;
    if (!this.found.has(id)) {
      this.found.set(id, this.remarkOf(id, attrs['imported']));
      this.first.set(id, run);
    }
    this.last.set(id, run);
  }
}

const changeOf = (kind: Change['kind'], { attrs = {} }: ProseMark): Change => ({
  kind,
  id: string(attrs['id']),
  author: string(attrs['author']),
  date: string(attrs['date']),
});
