import { CircleAlert, CircleCheck, FileText, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImportReport } from '@maroquin/contracts';
import { IntlMessageFormat } from 'intl-messageformat';
import { ApiError, isOutage } from '../../../api/index.js';
import { formatSize, type Locale, tagOf, useT } from '../../../i18n/index.js';
import { announce, Button, Dialog, Icon, LinkButton, Progress } from '../../../ui/index.js';
import type { ImportItem, Imports } from './use-imports.js';

/** What happens to each Word document, then what was not carried over. */
export function ImportDialog({ imports }: { imports: Imports }) {
  const t = useT();
  const { items, isBusy, clear } = imports;
  return (
    <Dialog
      isOpen={items.length > 0}
      guarded={isBusy}
      onClose={clear}
      title={t('import.title')}
      footer={
        <Button variant="primary" onPress={clear}>
          {isBusy ? t('ui.cancel') : t('import.close')}
        </Button>
      }
    >
      <ul className="mq-import">
        {items.map((item) => (
          <ImportRow key={item.key} item={item} onRetry={() => imports.retry(item)} />
        ))}
      </ul>
    </Dialog>
  );
}

function ImportRow({ item: { file, state }, onRetry }: { item: ImportItem; onRetry: () => void }) {
  const t = useT();
  const isBad = state.kind === 'failed' || state.kind === 'not-word' || state.kind === 'too-large';
  const losses = state.kind === 'done' ? state.result.report.losses : [];
  const tone = isBad ? 'r' : losses.length > 0 ? 'w' : '';
  const sign = isBad
    ? CircleAlert
    : losses.length > 0
      ? TriangleAlert
      : state.kind === 'done'
        ? CircleCheck
        : FileText;
  return (
    <li>
      <span className={`mq-glyph ${tone}`} aria-hidden="true">
        <Icon of={sign} />
      </span>
      <span className="mq-grow">
        <span className="mq-row">
          <b className="mq-cut">{file.name}</b>
          <span className="mq-small mq-muted mq-num">{formatSize(file.size, t.locale)}</span>
        </span>
        <StateLine file={file} state={state} />
      </span>
      {state.kind === 'done' && <LinkButton to={`/d/${state.result.id}`}>{t('import.open')}</LinkButton>}
      {state.kind === 'failed' && isOutage(state.error) && <Button onPress={onRetry}>{t('ui.retry')}</Button>}
      {state.kind === 'sending' && (
        <span className="wide">
          <Progress
            label={t('import.progress', { name: file.name })}
            value={state.share < 1 ? state.share : undefined}
          />
        </span>
      )}
      {losses.length > 0 && (
        <div className="wide mq-sec">
          <Losses losses={losses} />
        </div>
      )}
    </li>
  );
}

function StateLine({ file, state }: Pick<ImportItem, 'file' | 'state'>) {
  const t = useT();
  const text = stateText(t, state);
  const isEnd = state.kind !== 'sending' && state.kind !== 'waiting';
  useEffect(() => {
    if (isEnd) announce(`${file.name} ${text}`);
  }, [isEnd, file.name, text]);
  return <span className="mq-small mq-sec">{text}</span>;
}

function stateText(t: ReturnType<typeof useT>, state: ImportItem['state']): string {
  switch (state.kind) {
    case 'waiting':
      return t('import.waiting');
    case 'sending':
      return state.share < 1
        ? t('import.sending', { percent: Math.floor(state.share * 100) })
        : t('import.converting');
    case 'done': {
      const count = state.result.report.losses.length;
      return count === 0 ? t('import.done') : t('import.doneWith', { count });
    }
    case 'not-word':
      return `${t('import.notWord')} ${t('import.notWordRemedy')}`;
    case 'too-large':
      return `${t('import.tooLarge')} ${t('import.tooLargeRemedy')}`;
    case 'failed': {
      const error = state.error instanceof ApiError ? state.error : new ApiError(500, 'server.failure', null);
      return `${error.title(t.locale)} ${error.remedy(t.locale)}`;
    }
  }
}

type Sentences = Record<string, Record<Locale, string>>;

/** The sentences live with the importer; they come with the chunk of the editor, which the person opens next. */
function Losses({ losses }: { losses: ImportReport['losses'] }) {
  const t = useT();
  const [sentences, setSentences] = useState<Sentences | null>(null);
  useEffect(() => {
    void import('@maroquin/prose').then((prose) => setSentences(prose.LOSS_MESSAGES));
  }, []);
  if (!sentences) return null;
  return (
    <ul>
      {losses.map(({ key, count }) => {
        const kind = key.replace(/^import\.loss\./u, '');
        const sentence = (sentences[kind] ?? sentences['other'])?.[t.locale] ?? kind;
        return (
          <li key={key}>{String(new IntlMessageFormat(sentence, tagOf(t.locale)).format({ count }))}</li>
        );
      })}
    </ul>
  );
}
