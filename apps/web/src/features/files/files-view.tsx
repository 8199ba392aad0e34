import { FolderPlus, FolderUp, Upload } from 'lucide-react';
import { type Ref, useRef, useState, type ReactNode } from 'react';
import { Navigate } from 'react-router';
import { rightHasAct, type ResourceView } from '@maroquin/contracts';
import { type Sort, useChildren, useCreateFolder, useMe } from '../../api/index.js';
import { fileHref, type OpenPlace, PlaceActions, placeHref, usePrimaryAction } from '../../frame/index.js';
import {
  Button,
  EmptyState,
  ErrorNote,
  IconButton,
  NameDialog,
  NO_SIDEBAR,
  reportFailure,
  Skeleton,
  useMedia,
} from '../../ui/index.js';
import { type Translate, useT } from '../../i18n/index.js';
import { useResourceActions, useSeveralActions } from '../places/index.js';
import { type ChosenFiles, chosenFiles } from './uploads/dropped-files.js';
import { DropZone } from './drop-zone.js';
import { FileTable } from './file-table.js';
import { NewFileMenu } from './office/new-file-menu.js';
import { useHasEditor } from './office/office-api.js';
import { SelectionBar } from './selection-bar.js';
import { trayIsOn } from './uploads/tray-switch.js';
import { uploadPlaced } from './uploads/uploads.js';
import './files.css';

/** The files of a place. An address that names one of them, as those from before had it, leads to its page. */
export function FilesView({ place }: { place: OpenPlace }) {
  const [fileId] = place.tail;
  return fileId === undefined ? <Files place={place} /> : <Navigate to={fileHref(fileId)} replace />;
}

/** List, upload by button or by dropping. */
function Files({ place }: { place: OpenPlace }) {
  const t = useT();
  const myId = useMe().person.id;
  const picker = useRef<HTMLInputElement>(null);
  const folderPicker = useRef<HTMLInputElement>(null);
  const [isNaming, setNaming] = useState(false);
  const hasEditor = useHasEditor();
  const { id } = place.resource;
  const canAdd = rightHasAct(place.resource, 'resource.create');
  const add = (chosen: Promise<ChosenFiles>): void => {
    trayIsOn.set(true);
    uploadPlaced(myId, id, chosen).catch(reportFailure);
  };
  const choose = canAdd ? () => picker.current?.click() : null;
  usePrimaryAction(t('files.drop'), choose);
  const button = choose && (
    <Button variant="primary" icon={Upload} onPress={choose}>
      {t('files.drop')}
    </Button>
  );
  return (
    <DropZone label={t('files.dropHere')} isEnabled={canAdd} onChosen={add}>
      <PlaceActions>
        {canAdd &&
          (hasEditor ? (
            <NewFileMenu parent={place.resource} onFolder={() => setNaming(true)} />
          ) : (
            <FolderButton onPress={() => setNaming(true)} />
          ))}
        {canAdd && (
          <IconButton
            icon={FolderUp}
            label={t('files.dropFolder')}
            onPress={() => folderPicker.current?.click()}
          />
        )}
        {button}
      </PlaceActions>
      <FilePicker ref={picker} onFiles={add} />
      <FilePicker ref={folderPicker} isFolder onFiles={add} />
      <div className="mq-scroll">
        <div className="mq-pad">
          <FileList place={place} button={button} />
        </div>
      </div>
      {isNaming && <NewFolder parent={place.resource} onClose={() => setNaming(false)} />}
    </DropZone>
  );
}

function NewFolder({ parent, onClose }: { parent: ResourceView; onClose: () => void }) {
  const t = useT();
  const create = useCreateFolder();
  return (
    <NameDialog
      title={t('files.folder')}
      subtitle={parent.name}
      label={t('files.folderName')}
      submit={t('files.folderCreate')}
      onClose={onClose}
      onSubmit={(name) => create.mutateAsync({ name, parentId: parent.id })}
    />
  );
}

interface FilePickerProps {
  ref: Ref<HTMLInputElement>;
  /** A whole folder, with the folders in it. */
  isFolder?: boolean;
  onFiles: (chosen: Promise<ChosenFiles>) => void;
}
function FilePicker({ ref, isFolder = false, onFiles }: FilePickerProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      {...(isFolder && { webkitdirectory: '' })}
      onChange={(event) => {
        onFiles(Promise.resolve(chosenFiles(event.target.files)));
        event.target.value = '';
      }}
    />
  );
}

/** Only its sign where the bar is short. */
function FolderButton({ onPress }: { onPress: () => void }) {
  const t = useT();
  if (useMedia(NO_SIDEBAR))
    return <IconButton icon={FolderPlus} label={t('files.folder')} onPress={onPress} />;
  return (
    <Button variant="ghost" icon={FolderPlus} onPress={onPress}>
      {t('files.folder')}
    </Button>
  );
}

/** How much there is; of a list that goes on, how much is shown. */
const countOf = (rows: readonly ResourceView[], goesOn: boolean, t: Translate): string => {
  const folders = rows.filter(({ kind }) => kind === 'folder').length;
  return t(goesOn ? 'files.countShown' : 'files.count', { folders, files: rows.length - folders });
};

const KINDS = ['folder', 'file'] as const;

function MoreFiles({ onMore }: { onMore: () => void }) {
  const t = useT();
  return (
    <div className="mq-more">
      <Button onPress={onMore}>{t('files.more')}</Button>
    </div>
  );
}

function NoFiles({ button }: { button: ReactNode }) {
  const t = useT();
  return (
    <EmptyState title={t('files.emptyTitle')} actions={button}>
      {button ? t('files.emptyText') : t('files.emptyReader')}
    </EmptyState>
  );
}

const hrefIn = ({ ids }: OpenPlace, row: ResourceView): string =>
  row.kind === 'folder' ? placeHref([...ids, row.id], 'fichiers') : fileHref(row.id);

const breadcrumbOf = ({ breadcrumb, resource }: OpenPlace): { id: string; name: string }[] =>
  [...breadcrumb, resource].map(({ id, name }) => ({ id, name }));

function FileList({ place, button }: { place: OpenPlace; button: ReactNode }) {
  const t = useT();
  const actions = useResourceActions();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const clear = () => setChosen(new Set());
  const several = useSeveralActions(clear);
  const [sort, setSort] = useState<Sort>('name');
  const query = useChildren(place.resource.id, KINDS, sort);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const sorted = [...rows.filter((r) => r.kind === 'folder'), ...rows.filter((r) => r.kind === 'file')];
  // What was moved or thrown away is no longer chosen.
  const picked = sorted.filter(({ id }) => chosen.has(id));
  if (query.data === undefined) return query.error ? <ErrorNote error={query.error} /> : <Skeleton />;
  return (
    <>
      {sorted.length === 0 ? (
        <NoFiles button={button} />
      ) : (
        <section aria-labelledby="all-files">
          <div className="mq-sect">
            <h2 id="all-files">{t('files.all')}</h2>
            <span className="mq-muted mq-num">{countOf(sorted, query.hasNextPage, t)}</span>
          </div>
          {picked.length > 0 && <SelectionBar rows={picked} several={several} onClear={clear} />}
          <FileTable
            label={t('files.table', { name: place.resource.name })}
            rows={sorted}
            hrefOf={(row) => hrefIn(place, row)}
            actions={actions}
            sort={{ value: sort, onChange: setSort }}
            chosen={new Set(picked.map(({ id }) => id))}
            onChoose={setChosen}
            several={several}
            breadcrumb={breadcrumbOf(place)}
          />
        </section>
      )}
      {query.hasNextPage && <MoreFiles onMore={() => void query.fetchNextPage()} />}
      {actions.dialogs}
      {several.dialogs}
    </>
  );
}
