import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ResourceView } from '@maroquin/contracts';
import { useAskedPassage } from '../../../frame/index.js';
import { formatSize, useT } from '../../../i18n/index.js';
import { Button, ErrorNote, Skeleton } from '../../../ui/index.js';
import { TextView } from './text-view.js';
import { isLongTable, readTable, type Table } from './read-table.js';
import { decodeText, readStart } from './content.js';
import './previews.css';

/** Bytes that are read; the rest is there by downloading. */
const SHOWN_BYTES = 512 * 1024;
const STEP_ROWS = 200;

/** A CSV file as a table. Where a passage of it is asked for, or where it is no table, it stands as text. */
export function TableView({ file }: { file: ResourceView }) {
  const t = useT();
  const { landing } = useAskedPassage();
  const [asText] = useState(landing !== null);
  const isCut = (file.size ?? 0) > SHOWN_BYTES;
  const query = useQuery({
    queryKey: ['file-table', file.id, file.updatedAt],
    queryFn: async ({ signal }) => readTable(decodeText(await readStart(file, SHOWN_BYTES, signal)), isCut),
    staleTime: Infinity,
    gcTime: 0,
    enabled: !asText,
  });
  if (asText || query.data === null) return <TextView file={file} />;
  if (query.error) return <ErrorNote error={query.error} />;
  if (query.data === undefined) return <Skeleton rows={4} label={t('files.opening')} />;
  return (
    <div className="mq-file-text">
      {isCut && <p className="mq-hint">{t('files.textCut', { size: formatSize(SHOWN_BYTES, t.locale) })}</p>}
      <Rows table={query.data} name={file.name} />
    </div>
  );
}

function Rows({ table, name }: { table: Table; name: string }) {
  const t = useT();
  const [shown, setShown] = useState(STEP_ROWS);
  const label = t('files.content', { name });
  const total = table.rows.length;
  const isPart = isLongTable(table) || table.isWide;
  return (
    <>
      <div className="mq-csv" role="region" aria-label={label} tabIndex={0}>
        <table>
          <caption className="mq-vh">{label}</caption>
          <thead>
            <tr>
              {table.head.map((cell, at) => (
                // Columns have no other name.
                <th key={at} scope="col">
                  {cell === '' ? t('files.column', { number: at + 1 }) : cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, shown).map((row, line) => (
              <tr key={line}>
                {row.map((cell, at) => (
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mq-small mq-sec" role="status">
        {t('files.rows', { shown: Math.min(shown, total), total })} {isPart && t('files.tableCut')}
      </p>
      {shown < total && <Button onPress={() => setShown(shown + STEP_ROWS)}>{t('files.more')}</Button>}
    </>
  );
}
