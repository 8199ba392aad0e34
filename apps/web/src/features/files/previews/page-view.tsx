import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ResourceView } from '@maroquin/contracts';
import { API, errorFrom } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { ErrorNote, Skeleton } from '../../../ui/index.js';
import './previews.css';

/** A text of an office program, as the server reads it: a page in a frame of its own, in which nothing runs. */
export function PageView({ file, download }: { file: ResourceView; download: ReactNode }) {
  const t = useT();
  const page = useQuery({
    queryKey: ['file-page', file.id, file.updatedAt],
    queryFn: async ({ signal }) => {
      const response = await fetch(`${API}/files/${file.id}/preview`, { signal });
      if (!response.ok) throw await errorFrom(response);
      return response.text();
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  if (page.error)
    return (
      <div className="mq-file-plain">
        <ErrorNote error={page.error} actions={download} />
      </div>
    );
  if (page.data === undefined) return <Skeleton rows={6} label={t('files.opening')} />;
  return (
    <iframe
      className="mq-file-page"
      title={t('files.content', { name: file.name })}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={page.data}
    />
  );
}
