import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import type { EventBus, PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs';

/** What the page shows of a PDF beside it. */
export interface PdfState {
  page: number;
  pages: number;
  /** Where the words that are looked for were found. */
  found: { current: number; total: number } | null;
}

export interface PdfDocument {
  goTo: (page: number) => void;
  zoom: (by: 1 | -1 | 'width') => void;
  /** The same words again: the next place where they stand. */
  find: (query: string) => void;
  /** Shows a page once there are pages, and marks these words wherever they stand. */
  land: (page: number, words: readonly string[]) => void;
  close: () => void;
}

/** Bytes of one request: the first page of a long document is there before the rest. */
const CHUNK_BYTES = 256 * 1024;
/** Pixels of one page at most: a page may say that it is as large as a house. */
const MAX_PIXELS = 16_000_000;

const SAFE = {
  rangeChunkSize: CHUNK_BYTES,
  disableAutoFetch: true,
  isEvalSupported: false,
  enableXfa: false,
  canvasMaxAreaInBytes: MAX_PIXELS * 4,
  useWasm: false,
};

/** Ours says nothing: the names around the pages are our page's own. */
const silent = {
  getLanguage: () => 'fr',
  getDirection: () => 'ltr',
  get: () => Promise.resolve(''),
  translate: () => Promise.resolve(),
  translateOnce: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
  pause: () => undefined,
  resume: () => undefined,
};

/**
 * Draws a PDF in this page by pdf.js, in a worker. Nothing in it is run: no scripts, no forms, no links, no code made
 * of its fonts.
 * @param pageName what a screen reader calls a page
 * @param container scrolls; its first element takes the pages
 * @throws {Error} when it cannot be read: it is damaged, or asks for a password
 */
export async function openPdf(
  container: HTMLDivElement,
  url: string,
  onState: (state: PdfState) => void,
  pageName: (page: number) => string,
  signal: AbortSignal,
): Promise<PdfDocument> {
  const { AnnotationMode, getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  // It reads what the import above left in the global object.
  const viewers = await import('pdfjs-dist/web/pdf_viewer.mjs');
  GlobalWorkerOptions.workerSrc = workerUrl;
  const loading = getDocument({ url, ...SAFE });
  signal.addEventListener('abort', () => void loading.destroy());
  const pdf = await loading.promise;
  const eventBus = new viewers.EventBus();
  const linkService = new viewers.PDFLinkService({ eventBus });
  const findController = new viewers.PDFFindController({ linkService, eventBus });
  const viewer: PDFViewer = new viewers.PDFViewer({
    ...{ container, eventBus, linkService, findController },
    ...{ annotationMode: AnnotationMode.DISABLE, maxCanvasPixels: MAX_PIXELS, removePageBorders: true },
    ...{ l10n: silent, abortSignal: signal },
  });
  linkService.setViewer(viewer);
  const namePages = (): void => {
    for (const [index, page] of container.querySelectorAll('.page').entries())
      page.setAttribute('aria-label', pageName(index + 1));
  };
  eventBus.on('pagerendered', namePages);
  eventBus.on('pagesinit', () => {
    viewer.currentScaleValue = 'page-width';
    namePages();
  });
  followState(eventBus, pdf.numPages, onState);
  viewer.setDocument(pdf);
  linkService.setDocument(pdf, null);
  return documentOf(viewer, eventBus, pdf.numPages, () => void loading.destroy());
}

function documentOf(viewer: PDFViewer, eventBus: EventBus, pages: number, close: () => void): PdfDocument {
  const goTo = (page: number): void => {
    viewer.currentPageNumber = Math.max(1, Math.min(page, pages));
  };
  return {
    goTo,
    close,
    zoom: (by) => {
      if (by === 'width') viewer.currentScaleValue = 'page-width';
      else viewer.updateScale({ steps: by, drawingDelay: 200 });
    },
    find: finderOf(eventBus),
    land: (page, words) => {
      // Its types say nothing of what it promises.
      const drawn = viewer.pagesPromise as Promise<unknown> | null;
      void drawn?.then(() => {
        goTo(page);
        if (words.length > 0) markWords(eventBus, words);
      });
    },
  };
}

function followState(eventBus: EventBus, pages: number, onState: (state: PdfState) => void): void {
  const state: PdfState = { page: 1, pages, found: null };
  const setState = (change: Partial<PdfState>): void => onState({ ...Object.assign(state, change) });
  eventBus.on('pagechanging', ({ pageNumber }: { pageNumber: number }) => setState({ page: pageNumber }));
  const onFound = ({ matchesCount }: { matchesCount: { current: number; total: number } }) =>
    setState({ found: { ...matchesCount } });
  eventBus.on('updatefindmatchescount', onFound);
  eventBus.on('updatefindcontrolstate', onFound);
  setState({});
}

/** Marked without being gone to: the page is what was asked for. */
function markWords(eventBus: EventBus, words: readonly string[]): void {
  eventBus.dispatch('find', {
    ...{ source: null, type: '', query: words, findPrevious: false },
    ...{ caseSensitive: false, entireWord: true, highlightAll: true, matchDiacritics: false },
  });
}

function finderOf(eventBus: EventBus): PdfDocument['find'] {
  let searchedWords = '';
  return (query) => {
    eventBus.dispatch('find', {
      ...{ source: null, type: query === searchedWords ? 'again' : '', query, findPrevious: false },
      ...{ caseSensitive: false, entireWord: false, highlightAll: true, matchDiacritics: false },
    });
    searchedWords = query;
  };
}
