import type { ReactNode } from 'react';
import type { AuditEntry } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, Dialog } from '../../../ui/index.js';
import type { AuditFilter } from './audit-api.js';
import { useAuditWords } from './audit-words.js';

interface EntryProps {
  entry: AuditEntry;
  onClose: () => void;
  /** Shows only what has to do with somebody or something. */
  onNarrow: (filter: AuditFilter) => void;
}

/** All that one entry says, and what proves it. */
export function AuditEntryDialog({ entry, onClose, onNarrow }: EntryProps) {
  const t = useT();
  const dates = useDates();
  const words = useAuditWords();
  const { actor, target, details, number } = entry;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.actOf(entry)}
      subtitle={t('audit.entry', { number })}
      footer={
        <>
          {target !== null && (
            <Button onPress={() => onNarrow({ target: { id: target.id, name: words.subjectOf(target) } })}>
              {t('audit.onlyAbout')}
            </Button>
          )}
          {actor !== null && (
            <Button onPress={() => onNarrow({ actor: { id: actor.id, name: words.actorName(entry) } })}>
              {t('audit.onlyWho')}
            </Button>
          )}
        </>
      }
    >
      <dl className="mq-audit-facts">
        <Fact name={t('audit.when')}>{dates.full(entry.at)}</Fact>
        <Fact name={t('audit.who')}>{words.actorName(entry)}</Fact>
        <Fact name={t('audit.about')}>{words.aboutOf(entry) || '–'}</Fact>
        {Object.entries(details).map(([name, value]) => (
          <Fact key={name} name={name}>
            <code>{String(value)}</code>
          </Fact>
        ))}
        <Fact name={t('audit.code')}>
          <code>{entry.action}</code>
        </Fact>
        <Fact name={t('audit.sealedAt')}>{dates.full(entry.sealedAt)}</Fact>
        <Fact name={t('audit.hash')}>
          <code>{entry.hash}</code>
        </Fact>
      </dl>
      <p className="mq-small mq-sec">
        {t('audit.offline')} <code>maroquin audit verify --export journal-d-audit.jsonl</code>
      </p>
    </Dialog>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
