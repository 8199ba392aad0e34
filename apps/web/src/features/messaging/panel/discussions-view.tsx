import { Archive, ArrowLeft, FileText, MessagesSquare, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { roleAtLeast, type ChannelView } from '@maroquin/contracts';
import { useMe } from '../../../api/index.js';
import { type OpenPlace, PlaceActions, placeHref, usePrimaryAction } from '../../../frame/index.js';
import {
  Button,
  CheckField,
  EmptyState,
  ErrorNote,
  Icon,
  NameDialog,
  Skeleton,
  UnreadBadge,
  useIsPhone,
} from '../../../ui/index.js';
import { useT } from '../../../i18n/index.js';
import { RestrictedMark } from '../../access/index.js';
import { useChannels, useCreateChannel, useLiveCounts } from './channels-api.js';
import { ChannelMenu } from './channel-menu.js';
import { ConversationTools } from './conversation-tools.js';
import { ConversationPanel } from './conversation-panel.js';
import './discussions.css';

/** The discussions of a place: their list, and the one that is open. On a phone one after the other. */
export function DiscussionsView({ place }: { place: OpenPlace }) {
  const t = useT();
  const query = useChannels(place.resource.id);
  const [creating, setCreating] = useState(false);
  const canCreate = roleAtLeast(place.resource.role, 'editor');
  const create = canCreate ? () => setCreating(true) : null;
  usePrimaryAction(t('discussions.new'), create);
  const newButton = create && (
    <Button variant="primary" icon={Plus} onPress={create}>
      {t('discussions.new')}
    </Button>
  );
  return (
    <>
      <PlaceActions>{newButton}</PlaceActions>
      {query.data === undefined ? (
        <div className="mq-pad">
          {query.error ? <ErrorNote error={query.error} /> : <Skeleton label={t('discussions.loading')} />}
        </div>
      ) : query.data.items.length === 0 ? (
        <div className="mq-scroll">
          <EmptyState title={t('discussions.emptyTitle')} actions={newButton}>
            {t('discussions.emptyText')}
          </EmptyState>
        </div>
      ) : (
        <Discussions place={place} channels={query.data.items} />
      )}
      {creating && <NewDiscussion place={place} onClose={() => setCreating(false)} />}
    </>
  );
}

function NewDiscussion({ place, onClose }: { place: OpenPlace; onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const create = useCreateChannel(place.resource.id);
  const [isPrivate, setPrivate] = useState(false);
  const isGuest = useMe().visit !== undefined;
  return (
    <NameDialog
      title={t('discussions.new')}
      subtitle={place.resource.name}
      label={t('discussions.newName')}
      hint={t(isPrivate ? 'discussions.privateHint' : 'discussions.newHint')}
      submit={t('discussions.create')}
      onClose={onClose}
      onSubmit={async (name) => {
        const { id } = await create.mutateAsync({ name, isPrivate });
        // Closed first: an open dialog would take the focus back from the field of the new discussion.
        onClose();
        await navigate(placeHref(place.ids, 'discussions', id), { state: { isNew: true } });
      }}
    >
      {!isGuest && (
        <CheckField isSelected={isPrivate} onChange={setPrivate}>
          {t('discussions.private')}
        </CheckField>
      )}
    </NameDialog>
  );
}

function Discussions({ place, channels }: { place: OpenPlace; channels: readonly ChannelView[] }) {
  const isPhone = useIsPhone();
  const { state } = useLocation() as { state: { isNew?: boolean } | null };
  const isNew = state?.isNew === true;
  useLiveCounts(channels, useMe().person.id);
  const asked = channels.find((c) => c.id === place.tail[0]);
  // Chosen once: what is read would otherwise close itself.
  const living = channels.filter((c) => c.archivedAt === null);
  const [first] = useState(() => (living.find((c) => c.lastSeq > c.readSeq) ?? living[0])?.id);
  const open =
    asked ?? (isPhone ? undefined : (channels.find((c) => c.id === first) ?? living[0] ?? channels[0]));
  return (
    <div className="mq-dis">
      {(!isPhone || open === undefined) && (
        <ChannelList place={place} channels={channels} openId={open?.id} />
      )}
      {open !== undefined && (
        <section className="mq-dis-main" aria-labelledby="open-discussion">
          <DiscussionHead open={open} listHref={placeHref(place.ids, 'discussions')} />
          <ConversationPanel key={open.id} channel={open} autoFocus={isNew && open === asked} />
        </section>
      )}
    </div>
  );
}

/** The name of the open discussion, and what one can do with it. */
function DiscussionHead({ open, listHref }: { open: ChannelView; listHref: string }) {
  const t = useT();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  return (
    <header className="mq-dis-head">
      {isPhone && (
        <Link className="mq-ib" to={listHref} aria-label={t('discussions.back')}>
          <Icon of={ArrowLeft} />
        </Link>
      )}
      <Icon of={open.documentId === null ? MessagesSquare : FileText} />
      <h2 id="open-discussion" className="mq-cut" title={open.name}>
        {open.documentId === null ? open.name : <Link to={`/d/${open.documentId}`}>{open.name}</Link>}
      </h2>
      <RestrictedMark of={open} isLabelled={!isPhone} />
      <span className="mq-grow" />
      <ConversationTools channelId={open.id} canPost={open.canPost} />
      {open.documentId === null && <ChannelMenu channel={open} onTrashed={() => void navigate(listHref)} />}
    </header>
  );
}

interface ChannelListProps {
  place: OpenPlace;
  channels: readonly ChannelView[];
  openId: string | undefined;
}
function ChannelList({ place, channels, openId }: ChannelListProps) {
  const t = useT();
  const own = channels.filter((c) => c.documentId === null && c.archivedAt === null);
  const beside = channels.filter((c) => c.documentId !== null);
  const archived = channels.filter((c) => c.archivedAt !== null);
  const item = (channel: ChannelView) => (
    <ChannelLink
      key={channel.id}
      channel={channel}
      to={placeHref(place.ids, 'discussions', channel.id)}
      isOpen={channel.id === openId}
    />
  );
  return (
    <nav className="mq-dis-nav" aria-label={t('discussions.list')} data-region="discussions" tabIndex={-1}>
      {own.length > 0 && <ul>{own.map(item)}</ul>}
      {beside.length > 0 && (
        <>
          <h2>{t('discussions.beside')}</h2>
          <ul>{beside.map(item)}</ul>
        </>
      )}
      {archived.length > 0 && (
        <>
          <h2>{t('discussions.archives')}</h2>
          <ul>{archived.map(item)}</ul>
        </>
      )}
    </nav>
  );
}

function ChannelLink({ channel, to, isOpen }: { channel: ChannelView; to: string; isOpen: boolean }) {
  const isArchived = channel.archivedAt !== null;
  const unread = isArchived ? 0 : Math.max(0, channel.lastSeq - channel.readSeq);
  const icon = isArchived ? Archive : channel.documentId === null ? MessagesSquare : FileText;
  return (
    <li>
      <Link className={unread > 0 ? 'unread' : ''} to={to} aria-current={isOpen ? 'page' : undefined}>
        <Icon of={icon} />
        <span className="mq-cut">{channel.name}</span>
        <RestrictedMark of={channel} />
        <UnreadBadge count={unread} />
      </Link>
    </li>
  );
}
