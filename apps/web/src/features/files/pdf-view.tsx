import { ChevronDown, ChevronUp, MoveHorizontal, Search, ZoomIn, ZoomOut } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import 'pdfjs-dist/web/pdf_viewer.css';
import { useT } from '../../i18n/index.js';
import { useAskedPassage } from '../../frame/index.js';
import { IconButton, Skeleton } from '../../ui/index.js';
import { openPdf, type PdfDocument, type PdfState } from './pdf-document.js';

/** Pages of a PDF: their text can be selected, looked through and enlarged. */
export function PdfView({ href, name }: { href: string; name: string }) {
  const t = useT();
  const container = useRef<HTMLDivElement>(null);
  const [pdf, setPdf] = useState<PdfDocument | null>(null);
  const [state, setState] = useState<PdfState | null>(null);
  const [isLost, setLost] = useState(false);
  useAskedPage(pdf, container);
  useEffect(() => {
    const place = container.current;
    if (place === null) return;
    const end = new AbortController();
    let opened: PdfDocument | null = null;
    const pageName = (page: number): string => t('files.pageName', { page });
    openPdf(place, href, setState, pageName, end.signal).then(
      (document) => {
        opened = document;
        if (end.signal.aborted) document.close();
        else setPdf(document);
      },
      () => !end.signal.aborted && setLost(true),
    );
    return () => {
      end.abort();
      opened?.close();
    };
  }, [href, t]);
  if (isLost) return <p className="mq-file-plain">{t('files.pdfLost')}</p>;
  return (
    <div className="mq-pdf">
      {pdf && state && <PdfBar pdf={pdf} state={state} />}
      <div className="mq-pdf-area">
        {!state && <Skeleton rows={4} label={t('files.opening')} />}
        <div
          ref={container}
          className="mq-pdf-pages"
          role="region"
          aria-label={t('files.content', { name })}
          tabIndex={0}
        >
          <div className="pdfViewer" />
        </div>
      </div>
    </div>
  );
}

/** Opens the page that the address names, with the words that were found on it marked. */
function useAskedPage(pdf: PdfDocument | null, container: RefObject<HTMLDivElement | null>): void {
  const { landing, done } = useAskedPassage();
  useEffect(() => {
    if (pdf === null || landing === null) return;
    const words = landing.passage.flatMap(({ text, hit }) => (hit ? [text] : []));
    pdf.land(landing.page ?? 1, [...new Set(words)]);
    container.current?.focus({ preventScroll: true });
    done();
  }, [pdf, landing, done, container]);
}

function PdfBar({ pdf, state: { page, pages, found } }: { pdf: PdfDocument; state: PdfState }) {
  const t = useT();
  const [query, setQuery] = useState('');
  return (
    <div className="mq-file-bar" role="toolbar" aria-label={t('files.pdfActs')}>
      <IconButton
        icon={ChevronUp}
        label={t('files.pagePrevious')}
        isDisabled={page <= 1}
        onPress={() => pdf.goTo(page - 1)}
      />
      <IconButton
        icon={ChevronDown}
        label={t('files.pageNext')}
        isDisabled={page >= pages}
        onPress={() => pdf.goTo(page + 1)}
      />
      <PageField key={page} page={page} onGo={pdf.goTo} />
      <span className="mq-num">{t('files.pageOf', { count: pages })}</span>
      <IconButton icon={ZoomOut} label={t('files.zoomOut')} onPress={() => pdf.zoom(-1)} />
      <IconButton icon={ZoomIn} label={t('files.zoomIn')} onPress={() => pdf.zoom(1)} />
      <IconButton icon={MoveHorizontal} label={t('files.zoomWidth')} onPress={() => pdf.zoom('width')} />
      <form
        className="mq-pdf-find"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          pdf.find(query);
        }}
      >
        <input
          type="search"
          className="mq-in"
          aria-label={t('files.find')}
          placeholder={t('files.find')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <IconButton icon={Search} type="submit" label={t('files.findNext')} />
        <span className="mq-num" role="status">
          {found && query !== '' && t('files.found', found)}
        </span>
      </form>
    </div>
  );
}

function PageField({ page, onGo }: { page: number; onGo: (page: number) => void }) {
  const t = useT();
  const [text, setText] = useState(String(page));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d{1,6}$/u.test(text)) onGo(Number(text));
      }}
    >
      <input
        className="mq-in mq-pdf-page mq-num"
        inputMode="numeric"
        aria-label={t('files.page')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
