import { useState } from 'react';
import {
  roleAtLeast,
  type AccessRequest,
  type HeldRight,
  type ResourceView,
  type Role,
} from '@maroquin/contracts';
import { Link } from 'react-router';
import { useDates, useT } from '../../../i18n/index.js';
import { resourceHref } from '../../../frame/index.js';
import {
  announce,
  Avatar,
  Button,
  ErrorNote,
  PersonName,
  ShowMore,
  useKeptFocus,
} from '../../../ui/index.js';
import { useDecide, useRequests } from './links-api.js';
import { RoleMenu } from '../roles/role-menu.js';
import { roleKey, rolesFor } from '../roles/roles.js';

/** Who asked for access to this very resource; nothing where nobody did. */
export function RequestsSection({ resource, mine }: { resource: ResourceView; mine: HeldRight }) {
  const t = useT();
  const requests = useRequests(resource.id);
  const items = requests.rows;
  useKeptFocus(items.length);
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="access-requests">
      <h3 id="access-requests" className="mq-share-h">
        {t('requests.title')} <span className="mq-muted mq-num">{items.length}</span>
      </h3>
      <RequestRows items={items} mine={mine} />
      <ShowMore list={requests} />
    </section>
  );
}

/** `named`: says what is asked for, where the list is about many things. */
export function RequestRows({
  items,
  named,
  mine,
}: {
  items: readonly AccessRequest[];
  named?: boolean;
  /** As far as one may give; unknown where the list is about many things. */
  mine?: HeldRight;
}) {
  return (
    <ul className="mq-acc">
      {items.map((item) => (
        <RequestRow key={item.id} request={item} named={named ?? false} mine={mine} />
      ))}
    </ul>
  );
}

function RequestRow({
  request: { id, person, resource, requestedAt },
  named,
  mine,
}: {
  request: AccessRequest;
  named: boolean;
  mine: HeldRight | undefined;
}) {
  const t = useT();
  const dates = useDates();
  const decide = useDecide();
  const answer = (given: Role | null) =>
    decide.mutate(
      { id, role: given },
      {
        onSuccess: () =>
          announce(
            given
              ? t('share.now', { name: person.name, role: t(roleKey(given, resource.kind)) })
              : t('requests.refused', { name: person.name }),
          ),
      },
    );
  return (
    <li>
      <div className="line mq-wrap">
        <Avatar person={person} size="l" isDecorative />
        <span className="w">
          <span className="mq-cut mq-name">
            <PersonName person={person} />
          </span>
          {named && (
            <Link className="mq-cut" to={resourceHref({ ...resource, parentId: null })}>
              {resource.name}
            </Link>
          )}
          <span className="mq-small mq-muted">{t('requests.since', { date: dates.short(requestedAt) })}</span>
        </span>
        <Decision {...{ person, mine }} kind={resource.kind} isPending={decide.isPending} onAnswer={answer} />
      </div>
      {decide.error && <ErrorNote error={decide.error} />}
    </li>
  );
}

interface DecisionProps {
  person: AccessRequest['person'];
  kind: AccessRequest['resource']['kind'];
  mine: HeldRight | undefined;
  isPending: boolean;
  /** null: refused. */
  onAnswer: (role: Role | null) => void;
}
function Decision({ person, kind, mine, isPending, onAnswer }: DecisionProps) {
  const t = useT();
  const [role, setRole] = useState<Role>('reader');
  return (
    <span className="mq-row">
      <RoleMenu
        kind={kind}
        value={role}
        options={rolesFor(kind).filter((one) => !mine || roleAtLeast(mine.role, one))}
        label={t('requests.role', { name: person.name, role: t(roleKey(role, kind)) })}
        onChoose={setRole}
        isFramed
      />
      <Button
        variant="primary"
        isPending={isPending}
        aria-label={t('requests.approveFor', { name: person.name })}
        onPress={() => onAnswer(role)}
      >
        {t('requests.approve')}
      </Button>
      <Button aria-label={t('requests.refuseFor', { name: person.name })} onPress={() => onAnswer(null)}>
        {t('requests.refuse')}
      </Button>
    </span>
  );
}
