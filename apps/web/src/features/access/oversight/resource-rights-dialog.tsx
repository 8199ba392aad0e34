import { Globe, Users } from 'lucide-react';
import type { AccessEntry, ResourceSummary } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { LinkIcon, useLinkFacts } from '../outside/link-row.js';
import { roleKey } from '../roles/roles.js';
import {
  Avatar,
  Button,
  Dialog,
  ErrorNote,
  Icon,
  PersonName,
  ShowMore,
  Skeleton,
  Tile,
} from '../../../ui/index.js';
import { useResourceWords } from './resource-words.js';
import { useResourceLinks, useResourceRights } from './oversight-api.js';

/** Who has access to one thing, and why: to look at, not to change. */
export function ResourceRightsDialog({
  resource,
  onClose,
}: {
  resource: ResourceSummary;
  onClose: () => void;
}) {
  const t = useT();
  const words = useResourceWords();
  const rights = useResourceRights(resource.id);
  const entries = rights.rows;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('rights.whoTitle')}
      subtitle={words.titleOf(resource)}
      footer={<Button onPress={onClose}>{t('share.done')}</Button>}
    >
      <p className="mq-small mq-muted">{words.placeOf(resource)}</p>
      {rights.isPending && <Skeleton rows={3} />}
      {rights.error && <ErrorNote error={rights.error} />}
      {rights.isSuccess && entries.length === 0 && <p>{t('rights.whoNone')}</p>}
      <ul className="mq-acc" aria-label={t('rights.who')}>
        {entries.map((entry) => (
          <Entry key={`${entry.subject.id} ${entry.from.id}`} entry={entry} resource={resource} />
        ))}
      </ul>
      <ShowMore list={rights} />
      <ExternalLinks resourceId={resource.id} />
    </Dialog>
  );
}

function ExternalLinks({ resourceId }: { resourceId: string }) {
  const t = useT();
  const factsOf = useLinkFacts();
  const links = useResourceLinks(resourceId);
  return (
    <>
      {links.error && <ErrorNote error={links.error} />}
      {links.rows.length > 0 && (
        <>
          <h3 className="mq-share-h">{t('rights.links')}</h3>
          <ul className="mq-acc" aria-label={t('rights.links')}>
            {links.rows.map((link) => (
              <li key={link.id}>
                <div className="line">
                  <LinkIcon />
                  <span className="w">
                    <span className="mq-name">{link.name}</span>
                    <span className="mq-small mq-muted">{factsOf(link)}</span>
                  </span>
                </div>
              </li>
            ))}
          </ul>
          <ShowMore list={links} />
        </>
      )}
    </>
  );
}

function Entry({ entry, resource }: { entry: AccessEntry; resource: ResourceSummary }) {
  const t = useT();
  const words = useResourceWords();
  const { subject } = entry;
  return (
    <li>
      <div className="line">
        {subject.kind === 'person' ? (
          <Avatar person={subject} size="l" isDecorative />
        ) : (
          <Tile>
            <Icon of={subject.kind === 'team' ? Users : Globe} />
          </Tile>
        )}
        <span className="w">
          <span className="mq-name">
            <PersonName
              person={subject}
              name={subject.kind === 'everyone' ? t('share.everyone') : subject.name}
            />
          </span>
          <span className="mq-small mq-muted">{words.whyOf({ ...entry, through: [] }, resource)}</span>
        </span>
        <span className="mq-sec">{entry.customRole?.name ?? t(roleKey(entry.role, resource.kind))}</span>
      </div>
    </li>
  );
}
