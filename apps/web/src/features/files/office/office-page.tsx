import { ArrowLeft } from 'lucide-react';
import { useRef } from 'react';
import { useNavigate, useParams } from 'react-router';
import { idSchema, type OfficeSession, type OfficeState, type Place } from '@maroquin/contracts';
import { isApiError, useMe, usePlace, usePlaceWatch } from '../../../api/index.js';
import {
  fileHref,
  GonePage,
  idsOf,
  NotFoundPage,
  PageHeader,
  PageTitle,
  placeHref,
} from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import {
  EmptyState,
  ErrorNote,
  IconButton,
  LinkButton,
  Note,
  SaveLine,
  type SaveState,
  Skeleton,
} from '../../../ui/index.js';
import { useHasEditor } from './office-api.js';
import { OfficeFrame } from './office-frame.js';
import { LeaveQuestion } from './leave-question.js';
import type { OfficeSave } from './office-save.js';
import { type OfficeEnd, useEditorLink, useOfficeSave, useOfficeSession } from './use-office.js';
import './office.css';

/** `/fichier/:fileId/editeur`: a file in the office editor, with what is saved of it here. */
export function OfficePage() {
  const { fileId } = useParams();
  const id = idSchema.safeParse(fileId);
  const hasEditor = useHasEditor();
  return id.success && hasEditor ? <OfficeFor key={id.data} id={id.data} /> : <NotFoundPage />;
}

function OfficeFor({ id }: { id: string }) {
  const t = useT();
  const place = usePlace(id);
  const session = useOfficeSession(id);
  if (place.data !== undefined && session.data !== undefined)
    return <OpenOffice place={place.data} session={session.data} />;
  const error = place.error ?? session.error;
  if (isApiError(error, 'request.not-found')) return <NotFoundPage resourceId={id} />;
  return (
    <>
      <PageTitle>{t('office.title')}</PageTitle>
      <div className="mq-pad">
        {error === null ? (
          <Skeleton />
        ) : (
          <ErrorNote error={error} actions={<LinkButton to={fileHref(id)}>{t('office.back')}</LinkButton>} />
        )}
      </div>
    </>
  );
}

function OpenOffice({
  place: { resource, breadcrumb, ...place },
  session,
}: {
  place: Place;
  session: OfficeSession;
}) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const frame = useRef<HTMLIFrameElement>(null);
  const { id } = resource;
  usePlaceWatch(resource.parentId ?? id, id);
  // What is hinted at here is that the right to the file itself is gone.
  usePlaceWatch(id);
  const { save, failure, end, state, onModified } = useOfficeSave(id, session);
  const leave = () => void navigate(fileHref(id));
  useEditorLink(frame, id, session, { onModified, onClose: leave });
  if (end !== null) return <OfficeEnded id={id} end={end} />;
  const ids = idsOf({ resource, breadcrumb, ...place });
  return (
    <>
      <PageHeader
        title={resource.name}
        crumbs={breadcrumb.map((crumb, index) => ({
          name: crumb.id === me.personalSpaceId ? t('places.mine') : crumb.name,
          to: placeHref(ids.slice(0, index + 1), 'fichiers'),
        }))}
      />
      <div className="mq-file-bar mq-office-bar">
        <IconButton icon={ArrowLeft} label={t('office.back')} onPress={leave} />
        <SaveLine state={session.mode === 'view' ? { kind: 'readOnly' } : lineOf(save, state)} />
        <span className="mq-grow" />
        <Editors state={state} myId={me.person.id} />
      </div>
      <SaveNotes save={save} failure={failure} />
      <LeaveQuestion isSaved={save === 'saved'} />
      <div className="mq-office-view" data-region="content" tabIndex={-1}>
        <OfficeFrame frame={frame} session={session} name={resource.name} />
      </div>
    </>
  );
}

function SaveNotes({ save, failure }: { save: OfficeSave; failure: OfficeState['failure'] }) {
  const t = useT();
  if (failure !== null)
    return (
      <Note tone="bad" isAlert>
        <p>
          {t(`office.failure.${failure.reason}`)} {t('office.failureHelp')}
        </p>
      </Note>
    );
  if (save !== 'lost') return null;
  return (
    <Note tone="warn" isAlert>
      <p>{t('office.lost')}</p>
    </Note>
  );
}

function lineOf(save: OfficeSave, state: OfficeState | undefined): SaveState {
  switch (save) {
    case 'saved':
      return { kind: 'saved', ...(state !== undefined && { at: state.savedAt }) };
    case 'inEditor':
      return { kind: 'inEditor' };
    case 'arriving':
      return { kind: 'going' };
    case 'lost':
    case 'failed':
      return { kind: 'notSaved' };
  }
}

/** Who else has it open. */
function Editors({ state, myId }: { state: OfficeState | undefined; myId: string }) {
  const t = useT();
  const others = (state?.editors ?? []).filter(({ id }) => id !== myId);
  if (others.length === 0) return null;
  const [first] = others;
  return (
    <span className="mq-muted mq-cut">
      {t('office.with', { name: first?.name ?? '', others: others.length - 1 })}
    </span>
  );
}

function OfficeEnded({ id, end }: { id: string; end: Exclude<OfficeEnd, null> }) {
  const t = useT();
  if (end === 'gone')
    return (
      <GonePage resourceId={id} title={t('office.gone')}>
        {t('office.goneHelp')}
      </GonePage>
    );
  return (
    <EmptyState
      level="h1"
      title={t(`office.${end}`)}
      actions={
        <LinkButton to={fileHref(id)} variant="primary">
          {t('office.back')}
        </LinkButton>
      }
    >
      {t(`office.${end}Help`)}
    </EmptyState>
  );
}
