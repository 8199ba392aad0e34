import { Download } from 'lucide-react';
import { useState } from 'react';
import type { AuditEntry } from '@maroquin/contracts';
import { NotFoundPage, PageBody, PageHeader } from '../../../frame/index.js';
import { useCapability } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { EmptyState, ErrorNote, Icon, ShowMore, Skeleton } from '../../../ui/index.js';
import { auditExportHref, type AuditFilter, useAuditEntries } from './audit-api.js';
import { AuditEntryDialog } from './audit-entry-dialog.js';
import { AuditFilters } from './audit-filters.js';
import { AuditStateCard } from './audit-state.js';
import { useAuditWords } from './audit-words.js';
import '../style/access.css';
import '../oversight/oversight.css';
import './audit.css';

/** `/audit`: what was done, for whoever has the duty to look after it. */
export function AuditPage() {
  return useCapability('audit.read') ? <Audit /> : <NotFoundPage />;
}

function Audit() {
  const t = useT();
  const [filter, setFilter] = useState<AuditFilter>({});
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const found = useAuditEntries(filter);
  return (
    <>
      <PageHeader title={t('audit.title')} />
      <PageBody>
        <AuditStateCard />
        <div className="mq-row mq-wrap mq-audit-acts">
          {(['jsonl', 'csv'] as const).map((format) => (
            <a key={format} className="mq-btn plain s" href={auditExportHref(format)} download>
              <Icon of={Download} size="s" />
              {t(format === 'csv' ? 'audit.exportCsv' : 'audit.exportJson')}
            </a>
          ))}
        </div>
        <AuditFilters value={filter} onChange={setFilter} />
        {found.isPending && <Skeleton />}
        {found.error && <ErrorNote error={found.error} />}
        {found.isSuccess && found.rows.length === 0 && (
          <EmptyState title={t('audit.none')}>{t('audit.noneText')}</EmptyState>
        )}
        {found.rows.length > 0 && <Entries rows={found.rows} onOpen={setOpen} />}
        <ShowMore list={found} />
      </PageBody>
      {open && (
        <AuditEntryDialog
          entry={open}
          onClose={() => setOpen(null)}
          onNarrow={(part) => {
            setOpen(null);
            setFilter({ ...filter, actor: undefined, target: undefined, ...part });
          }}
        />
      )}
    </>
  );
}

interface EntriesProps {
  rows: readonly AuditEntry[];
  onOpen: (entry: AuditEntry) => void;
}
function Entries({ rows, onOpen }: EntriesProps) {
  const t = useT();
  return (
    <table className="mq-tbl mq-audit" aria-label={t('audit.list')}>
      <thead>
        <tr>
          <th scope="col">{t('audit.time')}</th>
          <th scope="col">{t('audit.who')}</th>
          <th scope="col">{t('audit.act')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((entry) => (
          <EntryRow key={entry.id} entry={entry} onOpen={() => onOpen(entry)} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ entry, onOpen }: { entry: AuditEntry; onOpen: () => void }) {
  const t = useT();
  const dates = useDates();
  const words = useAuditWords();
  const about = words.aboutOf(entry);
  return (
    <tr>
      <td className="fix when">
        {dates.short(entry.at)}
        <span className="sub">{t('audit.number', { number: entry.number })}</span>
      </td>
      <td className="who">{words.actorName(entry)}</td>
      <td className="what">
        <button type="button" className="mq-audit-open" onClick={onOpen}>
          {words.actOf(entry)}
        </button>
        {entry.origin !== 'service' && (
          <span className={`mq-tag ${entry.origin === 'stranger' ? 'bad' : ''}`}>
            {t(`audit.${entry.origin}`)}
          </span>
        )}
        {about !== '' && <span className="sub">{about}</span>}
      </td>
    </tr>
  );
}
