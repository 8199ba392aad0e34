import { Globe, Users } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  rightCovers,
  type AccessEntry,
  type GivenRole,
  type HeldRight,
  type ResourceView,
} from '@maroquin/contracts';
import { useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { placeHref } from '../../../frame/index.js';
import { Avatar, Button, ErrorNote, Icon, Note, PersonName, Tile } from '../../../ui/index.js';
import type { AccessLine } from './access-api.js';
import { givenOf, heldOf, useRoleWords } from '../roles/custom-roles.js';
import { RoleMenu } from '../roles/role-menu.js';
import { useRowGrant } from './use-row-grant.js';

interface AccessRowProps {
  line: AccessLine;
  resource: ResourceView;
  /** What I may give, as far as it reaches; null: nothing. */
  mine: HeldRight | null;
  onClose: () => void;
}
/** A person, a group or everybody: the right, and always why. The row waits for the commit before it says anything. */
export function AccessRow({ line, resource, mine, onClose }: AccessRowProps) {
  const t = useT();
  const me = useMe();
  const { subject, effective, own } = line;
  const isMe = subject.id === me.person.id;
  const name = subject.kind === 'everyone' ? t('share.everyone') : subject.name;
  const grant = useRowGrant(line, resource, name, isMe);
  const [leaving, setLeaving] = useState(false);
  return (
    <li>
      <div className="line">
        <SubjectIcon line={line} />
        <span className="w">
          <span className="mq-cut mq-name">
            <PersonName person={subject} name={isMe ? t('share.you', { name }) : name} />
          </span>
          <span className="mq-small mq-muted">
            {grant.isPending ? (
              t('share.saving')
            ) : (
              <Why entry={effective} resource={resource} subjectId={subject.id} />
            )}
          </span>
        </span>
        <RoleOf
          line={line}
          resource={resource}
          mine={mine}
          name={name}
          onChange={grant.set}
          onRevoke={() => (isMe ? setLeaving(true) : grant.remove())}
          onClose={onClose}
        />
      </div>
      {grant.said && <Confirmation text={grant.said.text} onUndo={grant.said.undo} />}
      {grant.error !== null && <ErrorNote error={grant.error} />}
      {leaving && own && (
        <AskToLeave onKeep={() => setLeaving(false)} onLeave={() => (setLeaving(false), grant.remove())} />
      )}
    </li>
  );
}

function Confirmation({ text, onUndo }: { text: string; onUndo: () => void }) {
  const t = useT();
  return (
    <Note
      tone="ok"
      actions={
        <Button size="s" onPress={onUndo}>
          {t('ui.undo')}
        </Button>
      }
    >
      <p>{text}</p>
    </Note>
  );
}

/** Removing oneself can often not be undone by oneself: it is asked once. */
function AskToLeave({ onKeep, onLeave }: { onKeep: () => void; onLeave: () => void }) {
  const t = useT();
  return (
    <Note
      tone="warn"
      actions={
        <>
          <Button size="s" variant="danger" onPress={onLeave}>
            {t('share.leave')}
          </Button>
          <Button size="s" autoFocus onPress={onKeep}>
            {t('share.keep')}
          </Button>
        </>
      }
    >
      <p>{t('share.leaveAsk')}</p>
    </Note>
  );
}

function SubjectIcon({ line: { subject } }: { line: AccessLine }) {
  if (subject.kind === 'person') return <Avatar person={subject} size="l" isDecorative />;
  return (
    <Tile>
      <Icon of={subject.kind === 'team' ? Users : Globe} />
    </Tile>
  );
}

interface RoleOfProps {
  line: AccessLine;
  resource: ResourceView;
  mine: HeldRight | null;
  name: string;
  onChange: (role: GivenRole) => void;
  onRevoke: () => void;
  onClose: () => void;
}
/** A right set here can be changed; one from above can only be widened here, or changed where it was set. */
function RoleOf({
  line: { effective, own },
  resource,
  mine,
  name,
  onChange,
  onRevoke,
  onClose,
}: RoleOfProps) {
  const t = useT();
  const navigate = useNavigate();
  const words = useRoleWords(resource.kind);
  const { from } = effective;
  const value = givenOf(effective);
  const held = heldOf(effective);
  const text = words.named(effective);
  const isInherited = from.id !== resource.id;
  const options = mine === null ? [] : words.options(mine);
  const wider = options.filter((one) => one !== value && rightCovers(words.right(one), held));
  // Nobody changes a right that allows more than its own.
  const isBeyond = mine === null || (own !== null && !rightCovers(mine, heldOf(own)));
  if (isBeyond || (isInherited && wider.length === 0 && !from.name && !own))
    return <span className="mq-sec fixed">{text}</span>;
  const source =
    isInherited && from.name && (from.kind === 'space' || from.kind === 'folder')
      ? {
          label: t('share.openSource', { name: from.name }),
          onOpen: () => {
            onClose();
            void navigate(placeHref([from.id], 'documents'));
          },
        }
      : undefined;
  return (
    <RoleMenu
      kind={resource.kind}
      value={value}
      text={text}
      options={isInherited ? wider : options}
      heading={isInherited && wider.length > 0 ? t('share.wider') : undefined}
      label={t('share.roleOf', { name, role: text })}
      onChoose={onChange}
      onRevoke={own ? onRevoke : undefined}
      source={source}
    />
  );
}

/** The second line is always why. */
function Why({
  entry,
  resource,
  subjectId,
}: {
  entry: AccessEntry;
  resource: ResourceView;
  subjectId: string;
}) {
  const t = useT();
  const dates = useDates();
  const me = useMe();
  return [reasonOf(), entry.expiresAt ? t('share.until', { date: dates.day(entry.expiresAt) }) : null]
    .filter(Boolean)
    .join(', ');

  function reasonOf(): string {
    const { from, grantedBy } = entry;
    if (from.id !== resource.id) {
      if (from.name === null) return t('share.throughHidden');
      return t(from.kind === 'space' ? 'share.throughSpace' : 'share.throughFolder', { name: from.name });
    }
    const date = dates.day(entry.grantedAt);
    if (subjectId === resource.createdBy?.id && (grantedBy === null || grantedBy.id === subjectId))
      return t('share.byCreation');
    if (!grantedBy) return t('share.byNobody', { date });
    return grantedBy.id === me.person.id
      ? t('share.byYou', { date })
      : t('share.byPerson', { name: grantedBy.name, date });
  }
}
