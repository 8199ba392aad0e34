import { Download } from 'lucide-react';
import { type MouseEvent, Suspense, useState } from 'react';
import type { MessageFile, MessageView } from '@maroquin/contracts';
import { downloadAllowed } from '../../../api/index.js';
import { formatSize, useT } from '../../../i18n/index.js';
import { Icon, reportFailure } from '../../../ui/index.js';
import { contentHref, FileDialog, FileGlyph, isPicture } from '../../files/index.js';
import './attachments.css';

type Sent = Pick<MessageView, 'files' | 'author' | 'at'>;

const asFile = (file: MessageFile, { author, at }: Sent) => ({
  ...file,
  ...({ kind: 'file', updatedAt: at, createdBy: author } as const),
});

/** What was sent with a message: pictures are shown, anything else has a card to download it by. */
export function FileCards({ of: message }: { of: Sent }) {
  const [openId, setOpenId] = useState<string | null>(null);
  const files = (message.files ?? []).map((file) => asFile(file, message));
  if (files.length === 0) return null;
  const pictures = files.filter(isPicture);
  const open = files.find(({ id }) => id === openId);
  return (
    <div className="mq-att-cards">
      {files.map((file) =>
        isPicture(file) ? (
          <Picture key={file.id} file={file} onOpen={() => setOpenId(file.id)} />
        ) : (
          <Card key={file.id} file={file} />
        ),
      )}
      {open && (
        <Suspense fallback={null}>
          <FileDialog
            file={open}
            pictures={pictures}
            onOpen={({ id }) => setOpenId(id)}
            onClose={() => setOpenId(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

function Picture({ file, onOpen }: { file: MessageFile; onOpen: () => void }) {
  const t = useT();
  const [isLost, setLost] = useState(false);
  if (isLost) return <Card file={file} />;
  return (
    <button type="button" className="mq-att-picture" onClick={onOpen} title={file.name}>
      <img
        src={`${contentHref(file.id)}?inline=1`}
        alt={t('attach.picture', { name: file.name })}
        loading="lazy"
        onError={() => setLost(true)}
      />
    </button>
  );
}

function Card({ file: { id, name, size, mediaType } }: { file: MessageFile }) {
  const t = useT();
  // A click with a key held is the browser's.
  const start = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    downloadAllowed(contentHref(id), name).catch(reportFailure);
  };
  return (
    <a className="mq-att-card" href={contentHref(id)} download={name} onClick={start}>
      <span className="mq-vh">{t('files.download')} </span>
      <FileGlyph name={name} mediaType={mediaType} />
      <span className="mq-grow">
        <span className="mq-cut" title={name}>
          {name}
        </span>
        <small className="mq-num">{formatSize(size, t.locale)}</small>
      </span>
      <Icon of={Download} size="s" />
    </a>
  );
}
