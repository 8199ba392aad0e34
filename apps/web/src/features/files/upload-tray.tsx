import {
  ChevronDown,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  ListX,
  Pause,
  Play,
  RotateCw,
  X,
} from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useMe } from '../../api/index.js';
import { formatSize, type Translate, useT } from '../../i18n/index.js';
import { announce, Button, Icon, IconButton, Progress } from '../../ui/index.js';
import { FileGlyph } from './file-kinds.js';
import { sentenceOf } from './uploads/upload-words.js';
import { secondsLeft, type UploadItem } from './uploads/upload.js';
import { uploadsOf, type Uploads } from './uploads/uploads.js';
import './files.css';

/** What is on its way, on every page, until it is committed. Says "Déposé" only then. */
export function UploadTray() {
  const t = useT();
  const queue = uploadsOf(useMe().person.id);
  const items = useSyncExternalStore(queue.subscribe, queue.getItems);
  const [isOpen, setOpen] = useState(true);
  useOutcome(queue, items, t);
  if (items.length === 0) return null;
  const hasFinished = items.some((i) => i.state === 'done' || i.state === 'refused');
  return (
    <section className="mq-ups" aria-label={t('uploads.title')} data-region="uploads" tabIndex={-1}>
      <header>
        <h2>{titleOf(items, t)}</h2>
        <span className="mq-small mq-sec mq-num">{summaryOf(items, t)}</span>
        {hasFinished && (
          <IconButton
            icon={ListX}
            size="s"
            label={t('uploads.clear')}
            onPress={() => queue.clearFinished()}
          />
        )}
        <IconButton
          icon={isOpen ? ChevronDown : ChevronUp}
          size="s"
          label={isOpen ? t('uploads.fold') : t('uploads.unfold')}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        />
      </header>
      <TakenNames items={items} queue={queue} />
      {isOpen && (
        <ul>
          {items.map((item) => (
            <UploadLine key={item.id} item={item} queue={queue} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Says which names are taken and asks what to do: once for the files that were added together. */
function TakenNames({ items, queue }: { items: readonly UploadItem[]; queue: Uploads }) {
  const t = useT();
  const first = items.find(({ state }) => state === 'taken');
  const isAsking = first !== undefined;
  const taken = items.filter(({ state, batch }) => state === 'taken' && batch === first?.batch);
  const question = isAsking ? t('uploads.taken', { count: taken.length, name: first.name }) : '';
  useEffect(() => {
    if (isAsking) announce(t('uploads.takenSaid'));
  }, [isAsking, t]);
  if (!isAsking) return null;
  return (
    <div className="mq-ups-ask" role="group" aria-label={t('uploads.takenTitle')}>
      <p>{question}</p>
      <div className="mq-row">
        <Button size="s" variant="primary" onPress={() => queue.answerTaken(first.batch, 'replace')}>
          {t('uploads.replace')}
        </Button>
        <Button size="s" onPress={() => queue.answerTaken(first.batch, 'number')}>
          {t('uploads.keepBoth')}
        </Button>
        <Button size="s" variant="ghost" onPress={() => queue.dropTaken(first.batch)}>
          {t('uploads.dropTaken')}
        </Button>
      </div>
    </div>
  );
}

const isRunning = (item: UploadItem): boolean => ['queued', 'sending', 'waiting'].includes(item.state);

const titleOf = (items: readonly UploadItem[], t: Translate): string => {
  const running = items.filter(isRunning).length;
  if (running > 0) return t('uploads.running', { count: running });
  const stopped = items.filter(({ state }) => ['paused', 'taken', 'refused'].includes(state)).length;
  return stopped > 0 ? t('uploads.stopped', { count: stopped }) : t('uploads.finished');
};

const summaryOf = (items: readonly UploadItem[], t: Translate): string => {
  const seconds = secondsLeft(items);
  if (seconds === null) return '';
  const speed = items.reduce((sum, i) => sum + i.speed, 0);
  return t('uploads.summary', { speed: formatSize(speed, t.locale), time: durationOf(seconds, t) });
};

/** In the unit a person would say. */
const durationOf = (seconds: number, t: Translate): string => {
  if (seconds < 60) return t('uploads.seconds', { count: seconds });
  if (seconds < 3600) return t('uploads.minutes', { count: Math.ceil(seconds / 60) });
  return t('uploads.hours', { count: Math.ceil(seconds / 3600) });
};

const isOverNow = ({ state }: UploadItem): boolean => state === 'done' || state === 'refused';

/** It goes through as it is once there is room. */
const isFull = ({ code }: UploadItem): boolean =>
  code !== undefined && (code === 'storage.full' || code.startsWith('quota.'));

function UploadLine({ item, queue }: { item: UploadItem; queue: Uploads }) {
  const t = useT();
  const { name, state } = item;
  const isOver = isOverNow(item);
  const sign =
    state === 'done' ? (
      <Sign icon={CircleCheck} tone="" />
    ) : state === 'refused' ? (
      <Sign icon={CircleAlert} tone="r" />
    ) : (
      <FileGlyph name={name} mediaType={null} />
    );
  return (
    <li className={`mq-up ${state}`} data-upload={state}>
      {sign}
      <div className="mq-grow">
        <p className="mq-cut" title={name}>
          {name}
        </p>
        {!isOver && (
          <Progress
            value={item.size === 0 ? 1 : item.sent / item.size}
            label={t('uploads.progress', { name })}
            isWaiting={state === 'paused' || state === 'waiting' || state === 'taken'}
          />
        )}
        <p className="say mq-num">{sentenceOf(item, t)}</p>
      </div>
      <UploadActs item={item} queue={queue} />
    </li>
  );
}

function UploadActs({ item, queue }: { item: UploadItem; queue: Uploads }) {
  const t = useT();
  const { name, state } = item;
  return (
    <div className="acts">
      {isRunning(item) && (
        <IconButton
          icon={Pause}
          size="s"
          label={t('uploads.pause', { name })}
          onPress={() => queue.pause(item.id)}
        />
      )}
      {state === 'paused' && (
        <IconButton
          icon={Play}
          size="s"
          label={t('uploads.resume', { name })}
          onPress={() => queue.resume(item.id)}
        />
      )}
      {state === 'refused' && isFull(item) && (
        <IconButton
          icon={RotateCw}
          size="s"
          label={t('uploads.retry', { name })}
          onPress={() => queue.retry(item.id)}
        />
      )}
      <IconButton
        icon={X}
        size="s"
        label={isOverNow(item) ? t('uploads.hide', { name }) : t('uploads.abandon', { name })}
        onPress={() => queue.remove(item.id)}
      />
    </div>
  );
}

function Sign({ icon, tone }: { icon: typeof CircleCheck; tone: string }) {
  return (
    <span className={`mq-glyph ${tone}`} aria-hidden="true">
      <Icon of={icon} />
    </span>
  );
}

/** Says how it ended, once, when nothing is on its way any more. */
const useOutcome = (queue: Uploads, items: readonly UploadItem[], t: Translate): void => {
  const done = useRef(0);
  useEffect(() => queue.onDone(() => (done.current += 1)), [queue]);
  const refused = items.filter((i) => i.state === 'refused').at(-1)?.name;
  useEffect(() => {
    if (refused !== undefined) announce(t('uploads.failed', { name: refused }));
  }, [refused, t]);
  const busy = items.some(isRunning);
  useEffect(() => {
    if (busy || done.current === 0) return;
    announce(t('uploads.allDone', { count: done.current }));
    done.current = 0;
  }, [busy, t]);
};
