import { Download, PanelRight } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { idSchema, type Place, type ResourceView } from '@maroquin/contracts';
import { idsOf, NotFoundPage, PageHeader, placeHref, useShortcut } from '../../frame/index.js';
import { isApiError, useMe, usePlace, usePlaceWatch } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { BreakGlassBanner, ShareButton, useRoleNotice } from '../access/index.js';
import { useResourceActions } from '../places/index.js';
import {
  ErrorNote,
  Icon,
  IconButton,
  Menu,
  NO_SIDEBAR,
  Skeleton,
  useIsPhone,
  useMedia,
} from '../../ui/index.js';
import { FileDetails } from './file-details.js';
import { DownloadLink } from './download-link.js';
import { FileSteps } from './file-steps.js';
import { FileViewer } from './file-viewer.js';
import { useHeldBack } from './held-back.js';
import { OfficeLink } from './office/office-link.js';
import './files.css';

/** `/fichier/:fileId`: one file, shown where that is safe, with what it was before and who has access. */
export function FilePage() {
  const { fileId } = useParams();
  const id = idSchema.safeParse(fileId);
  return id.success ? <FileFor key={id.data} id={id.data} /> : <NotFoundPage />;
}

function FileFor({ id }: { id: string }) {
  const query = usePlace(id);
  if (isApiError(query.error, 'request.not-found')) return <NotFoundPage resourceId={id} />;
  if (query.data === undefined)
    return <div className="mq-pad">{query.error ? <ErrorNote error={query.error} /> : <Skeleton />}</div>;
  const { resource } = query.data;
  if (resource.kind !== 'file' || resource.trashedAt !== null) return <NotFoundPage resourceId={id} />;
  return <OpenFile place={query.data} />;
}

/** The folder it stands in, if the person sees that. */
const folderHref = (place: Place): string | null => {
  const ids = idsOf(place).slice(0, -1);
  return ids.at(-1) === place.resource.parentId && ids.length > 0 ? placeHref(ids, 'fichiers') : null;
};

function OpenFile({ place }: { place: Place }) {
  const navigate = useNavigate();
  const isNarrow = useMedia(NO_SIDEBAR);
  const [hasDetails, setDetails] = useState(!isNarrow);
  const { resource } = place;
  useRoleNotice(resource);
  usePlaceWatch(resource.parentId ?? resource.id, resource.id);
  const back = folderHref(place);
  const leave = back === null ? null : () => void navigate(back, { state: { focus: resource.id } });
  useShortcut('escape', leave);
  return (
    <>
      <FileHeader place={place} onLeave={leave} hasDetails={hasDetails} setDetails={setDetails} />
      <BreakGlassBanner id={resource.id} />
      {leave !== null && <FileSteps file={resource} onLeave={leave} />}
      <div className={`mq-split ${hasDetails ? '' : 'alone'}`}>
        <div className="mq-file-view" data-region="content" tabIndex={-1}>
          <FileViewer file={resource} />
        </div>
        {hasDetails && <FileDetails place={place} onClose={() => setDetails(false)} />}
      </div>
    </>
  );
}

interface FileHeaderProps {
  place: Place;
  onLeave: (() => void) | null;
  hasDetails: boolean;
  setDetails: (open: boolean) => void;
}
function FileHeader({ place, onLeave, hasDetails, setDetails }: FileHeaderProps) {
  const t = useT();
  const me = useMe();
  const actions = useResourceActions();
  const { resource, breadcrumb } = place;
  const items = actions
    .menuFor(resource)
    .filter(({ id }) => id !== 'share')
    .map((item) => (item.id === 'trash' ? { ...item, keys: undefined, onAction: () => void trash() } : item));
  const trash = async (): Promise<void> => {
    if (await actions.trash(resource)) onLeave?.();
  };
  return (
    <>
      <PageHeader
        title={resource.name}
        crumbs={breadcrumb.map(({ id, name }, index) => ({
          name: id === me.personalSpaceId ? t('places.mine') : name,
          to: placeHref(
            breadcrumb.slice(0, index + 1).map((crumb) => crumb.id),
            'fichiers',
          ),
        }))}
        actions={
          <>
            <OfficeLink file={resource} />
            <DownloadAction file={resource} />
            <ShareButton resource={resource} variant="primary" />
            <IconButton
              icon={PanelRight}
              label={t('files.details')}
              isPressed={hasDetails}
              onPress={() => setDetails(!hasDetails)}
            />
            {items.length > 0 && <Menu label={t('files.actionsOn', { name: resource.name })} items={items} />}
          </>
        }
      />
      {actions.dialogs}
    </>
  );
}

/** Absent where the antivirus holds the file back: in place of its content stands why. */
function DownloadAction({ file }: { file: ResourceView }) {
  const t = useT();
  const isPhone = useIsPhone();
  if (useHeldBack()(file) !== null) return null;
  return (
    <DownloadLink
      file={file}
      className={isPhone ? 'mq-ib m' : 'mq-btn plain m'}
      label={isPhone ? t('files.download') : undefined}
    >
      <Icon of={Download} />
      {!isPhone && t('files.download')}
    </DownloadLink>
  );
}
