import { Download, Undo2, Upload } from 'lucide-react';
import { useRef } from 'react';
import { FILE_VERSION_DAYS, type FileVersionView, type ResourceView } from '@maroquin/contracts';
import { downloadAllowed, useMe } from '../../api/index.js';
import { formatSize, useDates, useT } from '../../i18n/index.js';
import {
  Button,
  ErrorNote,
  IconButton,
  personName,
  reportFailure,
  ShowMore,
  Skeleton,
  toast,
} from '../../ui/index.js';
import { trayIsOn } from './uploads/tray-switch.js';
import { uploadsOf } from './uploads/uploads.js';
import { useFileVersions, useRestoreFile, versionHref } from './versions-api.js';

/** What the file was before: who brought it, when; download, restore, and a button for a newer one. */
export function FileVersions({ file }: { file: ResourceView }) {
  const t = useT();
  const list = useFileVersions(file.id, file.updatedAt);
  const newest = list.rows[0]?.number;
  const restore = useRestoreVersion(file.id);
  return (
    <section aria-labelledby="file-versions">
      <h3 id="file-versions">{t('files.versions')}</h3>
      {list.isPending && <Skeleton rows={2} />}
      {list.error && list.rows.length === 0 && <ErrorNote error={list.error} />}
      {newest !== undefined && <NewVersion file={file} ifVersion={newest} />}
      <ol>
        {list.rows.map((version) => (
          <VersionLine
            key={version.number}
            file={file}
            version={version}
            isNewest={version.number === newest}
            onRestore={restore}
          />
        ))}
      </ol>
      <ShowMore list={list} />
      {newest !== undefined && (
        <p className="mq-hint">
          {newest > 1 && t('files.restoreKeeps', { number: newest + 1 })}{' '}
          {t('files.versionsKept', { days: FILE_VERSION_DAYS })}
        </p>
      )}
    </section>
  );
}

/** Says what was done, and how to take it back: the version that was replaced is restored in its turn. */
function useRestoreVersion(fileId: string): (number: number) => void {
  const t = useT();
  const { mutateAsync } = useRestoreFile(fileId);
  const restore = async (number: number): Promise<void> => {
    try {
      const { before } = await mutateAsync(number);
      toast({ text: t('files.restored', { number }), undo: () => void restore(before) });
    } catch (error) {
      reportFailure(error);
    }
  };
  return (number) => void restore(number);
}

interface VersionLineProps {
  file: ResourceView;
  version: FileVersionView;
  isNewest: boolean;
  onRestore: (number: number) => void;
}
function VersionLine({ file, version, isNewest, onRestore }: VersionLineProps) {
  const t = useT();
  const dates = useDates();
  const { number, createdAt, createdBy, restoredFrom } = version;
  const words = [createdBy && personName(t, createdBy), formatSize(version.size, t.locale)];
  return (
    <li className="mq-file-version">
      <b>{t('files.versionSign', { number })}</b>
      <div>
        <time dateTime={createdAt} title={dates.full(createdAt)}>
          {dates.short(createdAt)}
        </time>
        <p className="mq-small mq-sec">{words.filter(Boolean).join(', ')}</p>
        {restoredFrom !== null && (
          <p className="mq-small mq-sec">{t('files.restoredFrom', { number: restoredFrom })}</p>
        )}
      </div>
      <div className="acts">
        {isNewest ? (
          <span className="mq-tag">{t('files.versionNewest')}</span>
        ) : (
          <>
            <IconButton
              icon={Download}
              size="s"
              label={t('files.versionDownload', { number })}
              onPress={() =>
                void downloadAllowed(versionHref(file.id, number), file.name).catch(reportFailure)
              }
            />
            <IconButton
              icon={Undo2}
              size="s"
              label={t('files.versionRestore', { number })}
              onPress={() => onRestore(number)}
            />
          </>
        )}
      </div>
    </li>
  );
}

/** The file keeps its name and its place, whatever the new version is called on the person's disk. */
function NewVersion({ file, ifVersion }: { file: ResourceView; ifVersion: number }) {
  const t = useT();
  const myId = useMe().person.id;
  const picker = useRef<HTMLInputElement>(null);
  const send = (files: FileList | null): void => {
    const [chosen] = files ?? [];
    if (chosen === undefined || file.parentId === null) return;
    trayIsOn.set(true);
    uploadsOf(myId).add([chosen], { parentId: file.parentId, version: { fileId: file.id, ifVersion } });
  };
  return (
    <>
      <Button size="s" icon={Upload} onPress={() => picker.current?.click()}>
        {t('files.newVersion')}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={t('files.newVersion')}
        onChange={(event) => {
          send(event.target.files);
          event.target.value = '';
        }}
      />
    </>
  );
}
