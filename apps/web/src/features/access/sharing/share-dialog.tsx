import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { rightHasAct, type HeldRight, type ResourceView } from '@maroquin/contracts';
import { useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { resourceHref } from '../../../frame/index.js';
import { announce, Button, Dialog, ErrorNote, Note, ShowMore, Skeleton } from '../../../ui/index.js';
import { useAccess } from './access-api.js';
import { accessLines } from './access-lines.js';
import { AccessRow } from './access-row.js';
import { GiveAccess } from './give-access.js';
import { RestrictionSection } from './restriction-section.js';
import { GuestsSection } from '../outside/guests-section.js';
import { LinksSection } from '../outside/links-section.js';
import { RequestsSection } from '../outside/request-rows.js';
import '../style/access.css';

/** External links open documents, folders and files. */
const mayHaveLinks = ({ kind }: ResourceView): boolean =>
  kind === 'document' || kind === 'folder' || kind === 'file';

/** Until it is known: as little as there is. */
const rightOf = (access: ReturnType<typeof useAccess>['first']): HeldRight =>
  access ? { role: access.myRole, acts: access.myActs } : { role: 'reader', acts: [] };

function ReviewsLink({ spaceId, onClose }: { spaceId: string; onClose: () => void }) {
  const t = useT();
  return (
    <Link to={`/revues?espace=${spaceId}`} onClick={onClose}>
      {t('reviews.ofSpace')}
    </Link>
  );
}

function ReadOnlyNote() {
  const t = useT();
  return (
    <Note tone="plain">
      <p>{t('share.readOnly')}</p>
    </Note>
  );
}

function CopyAddress({ resource }: { resource: ResourceView }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(resourceHref(resource), location.href).href);
    setCopied(true);
    announce(t('share.copied'));
  };
  return (
    <>
      <Button icon={Link2} onPress={() => void copy()}>
        {t('share.copy')}
      </Button>
      <span className={`mq-small mq-sec mq-grow ${copied ? '' : 'mq-opens'}`}>
        {copied ? t('share.copied') : t('share.opensFor')}
      </span>
    </>
  );
}

interface WhoHasAccessProps {
  resource: ResourceView;
  access: ReturnType<typeof useAccess>;
  lines: ReturnType<typeof accessLines>;
  /** null: may change nothing. */
  mine: HeldRight | null;
  onClose: () => void;
}
function AccessList({ resource, access, lines, mine, onClose }: WhoHasAccessProps) {
  const t = useT();
  return (
    <section aria-labelledby="who-has-access">
      <h3 id="who-has-access" className="mq-share-h">
        {t('share.who')} <span className="mq-muted mq-num">{lines.length}</span>
      </h3>
      <ul className="mq-acc">
        {lines.map((line) => (
          <AccessRow key={line.subject.id} {...{ line, resource, mine, onClose }} />
        ))}
      </ul>
      <ShowMore list={access} />
    </section>
  );
}

/** The sharing dialogue: one for every kind of resource. Each change applies at once; "Terminé" only closes. */
export function ShareDialog({ resource, onClose }: { resource: ResourceView; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const access = useAccess(resource.id);
  const [hasAddress, setHasAddress] = useState(false);
  // Somebody outside the directory, for whom a form below opens.
  const [outside, setOutside] = useState<string | null>(null);
  const mine = rightOf(access.first);
  const canManage = mine.role === 'manager';
  const canShare = rightHasAct(mine, 'access.share');
  const lines = accessLines(access.rows, resource.id, me.person.id);
  const mayInvite = canManage && resource.kind === 'space' && !resource.personal;
  const mayLink = rightHasAct(mine, 'access.link') && mayHaveLinks(resource);
  const invite =
    mayInvite || mayLink
      ? { label: t(mayInvite ? 'share.inviteGuest' : 'share.linkFor'), run: setOutside }
      : null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`share.title.${resource.kind}`)}
      subtitle={resource.name}
      footer={
        <>
          {hasAddress ? <span className="mq-grow" /> : <CopyAddress resource={resource} />}
          <Button onPress={onClose}>{t('share.done')}</Button>
        </>
      }
    >
      {access.isPending && <Skeleton rows={3} />}
      {access.error && <ErrorNote error={access.error} />}
      {access.first && (
        <>
          {rightHasAct(mine, 'access.answer') && <RequestsSection resource={resource} mine={mine} />}
          {canShare ? <GiveAccess {...{ resource, lines, mine, invite }} /> : <ReadOnlyNote />}
          {canShare && !canManage && <p className="mq-small mq-muted">{t('share.shareOnly')}</p>}
          <RestrictionSection {...{ resource, canManage }} isRestricted={access.first.restricted} />
          <AccessList {...{ resource, access, lines, onClose }} mine={canShare ? mine : null} />
          {mayLink && (
            <LinksSection resource={resource} mine={mine} onAddress={setHasAddress} forWhom={outside} />
          )}
          {mayInvite && <GuestsSection space={resource} onAddress={setHasAddress} address={outside} />}
          {mayInvite && <ReviewsLink spaceId={resource.id} onClose={onClose} />}
        </>
      )}
    </Dialog>
  );
}
