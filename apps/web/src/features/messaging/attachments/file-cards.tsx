import { Download } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type FileScan, type MessageView, placeSchema, type SentFile } from '@maroquin/contracts';
import { request } from '../../../api/index.js';
import { formatSize, useT } from '../../../i18n/index.js';
import { Icon } from '../../../ui/index.js';
import {
  contentHref,
  DownloadLink,
  FileDialog,
  FileGlyph,
  isPicture,
  useHeldBack,
} from '../../files/index.js';
import { ScanMark, scanSentence } from '../../places/index.js';
import './attachments.css';

type Sent = Pick<MessageView, 'files' | 'author' | 'at'>;

const asFile = (file: SentFile, { author, at }: Sent) => ({
  ...file,
  ...({ kind: 'file', updatedAt: at, createdBy: author } as const),
});

/** What was sent with a message: pictures are shown, anything else has a card to download it by. */
export function FileCards({ of: message }: { of: Sent }) {
  const [openId, setOpenId] = useState<string | null>(null);
  const heldOf = useHeldBack();
  const files = (message.files ?? []).map((file) => asFile(file, message));
  if (files.length === 0) return null;
  const pictures = files.filter((file) => isPicture(file) && heldOf(file) === null);
  const open = files.find(({ id }) => id === openId);
  return (
    <div className="mq-att-cards">
      {files.map((file) => (
        <AttachedFile key={file.id} file={file} onOpen={() => setOpenId(file.id)} />
      ))}
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

/** What waits for the antivirus is asked about again, until that has answered. */
const ASK_AGAIN_MS = 5_000;
const useScan = ({ id, scan }: SentFile): FileScan | undefined => {
  const { data } = useQuery({
    queryKey: ['sent-file', id, 'scan'],
    queryFn: async ({ signal }) =>
      (await request('GET', `/resources/${id}`, { schema: placeSchema, signal })).resource.scan ?? null,
    enabled: scan?.state === 'waiting',
    refetchInterval: ({ state: { data: last } }) => (last?.state === 'waiting' ? ASK_AGAIN_MS : false),
  });
  // What the message says by now is newer than what was asked while it waited.
  if (scan?.state !== 'waiting' || data === undefined) return scan;
  return data ?? undefined;
};

function AttachedFile({ file, onOpen }: { file: ReturnType<typeof asFile>; onOpen: () => void }) {
  const scan = useScan(file);
  const known = { ...file, scan };
  const held = useHeldBack()(known);
  if (held !== null) return <Refused file={known} scan={held} />;
  // Once it is scanned, a picture that could not be shown is tried again.
  return isPicture(file) ? (
    <Picture key={scan?.state ?? 'clean'} file={known} onOpen={onOpen} />
  ) : (
    <Card file={known} />
  );
}

type Shown = Omit<SentFile, 'scan'> & { readonly scan: FileScan | undefined };

/** Nobody reads it, or its author alone until it is scanned: there is nothing to press. */
function Refused({ file, scan }: { file: Shown; scan: FileScan }) {
  const t = useT();
  return (
    <div className="mq-att-card refused">
      <FileGlyph name={file.name} mediaType={file.mediaType} />
      <span className="mq-grow">
        <span className="mq-cut" title={file.name}>
          {file.name}
        </span>
        <ScanMark of={{ scan }} />
        <small>{scanSentence(t, scan)}</small>
      </span>
    </div>
  );
}

function Picture({ file, onOpen }: { file: Shown; onOpen: () => void }) {
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

function Card({ file }: { file: Shown }) {
  const t = useT();
  const { name, size, mediaType, scan } = file;
  return (
    <DownloadLink file={file} className="mq-att-card">
      <span className="mq-vh">{t('files.download')} </span>
      <FileGlyph name={name} mediaType={mediaType} />
      <span className="mq-grow">
        <span className="mq-cut" title={name}>
          {name}
        </span>
        <small className="mq-num">{formatSize(size, t.locale)}</small>
        {scan !== undefined && <ScanMark of={{ scan }} />}
      </span>
      <Icon of={Download} size="s" />
    </DownloadLink>
  );
}
