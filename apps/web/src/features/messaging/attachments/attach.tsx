import { Paperclip, X } from 'lucide-react';
import { type ClipboardEvent, useRef } from 'react';
import { MESSAGE_FILES_MAX } from '@maroquin/contracts';
import { type Translate, useDates, useT } from '../../../i18n/index.js';
import { IconButton, Progress, toast, useStore } from '../../../ui/index.js';
import { FileGlyph, sentenceOf, type UploadItem } from '../../files/index.js';
import type { Attachments } from './attachments.js';
import './attachments.css';

export function attach(attachments: Attachments, files: readonly File[], t: Translate): void {
  if (files.length === 0) return;
  if (!attachments.add(files)) toast({ text: t('attach.tooMany', { max: MESSAGE_FILES_MAX }) });
}

/** Takes pasted files. A picture from the screen has no name of its own: it is called by its time. */
export function usePaste(attachments: Attachments): (event: ClipboardEvent) => void {
  const t = useT();
  const dates = useDates();
  return (event) => {
    const files = [...event.clipboardData.files];
    // Tables and formatted text come with a picture of themselves.
    if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    const named = files.map((file) => (file.name === 'image.png' ? renamed(file, t, dates) : file));
    attach(attachments, named, t);
  };
}

const renamed = (file: File, t: Translate, dates: ReturnType<typeof useDates>): File =>
  new File([file], `${t('attach.capture', { time: dates.time(new Date()) }).replaceAll(':', '.')}.png`, {
    type: file.type,
  });

/** Opens the choice of files. */
export function AttachButton({ attachments }: { attachments: Attachments }) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon={Paperclip} label={t('attach.add')} size="s" onPress={() => picker.current?.click()} />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          attach(attachments, [...(event.target.files ?? [])], t);
          event.target.value = '';
        }}
      />
    </>
  );
}

/** What will go with the message, and how far each has come. */
export function AttachmentStrip({ attachments }: { attachments: Attachments }) {
  const t = useT();
  const items = useStore(attachments.items);
  if (items.length === 0) return null;
  return (
    <ul className="mq-att-strip" aria-label={t('attach.list')}>
      {items.map((item) => (
        <Line key={item.id} item={item} onRemove={() => attachments.remove(item.id)} />
      ))}
    </ul>
  );
}

function Line({ item, onRemove }: { item: UploadItem; onRemove: () => void }) {
  const t = useT();
  const { name, state } = item;
  return (
    <li className={`mq-att ${state === 'refused' ? 'refused' : ''}`} data-upload={state}>
      <FileGlyph name={name} mediaType={null} />
      <div className="mq-grow">
        <p className="mq-cut" title={name}>
          {name}
        </p>
        {state !== 'done' && state !== 'refused' && (
          <Progress
            value={item.size === 0 ? 1 : item.sent / item.size}
            label={t('uploads.progress', { name })}
            isWaiting={state === 'waiting'}
          />
        )}
        <p className="say mq-num">{state === 'done' ? t('attach.ready') : sentenceOf(item, t)}</p>
      </div>
      <IconButton icon={X} size="s" label={t('attach.remove', { name })} onPress={onRemove} />
    </li>
  );
}
