import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Place } from '@maroquin/contracts';
import { fetchPlace, queryKeys } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { KindGlyph, kindKey } from '../../../ui/index.js';
import { FileGlyph } from '../../files/index.js';
import { internalLinks } from './internal-links.js';
import './attachments.css';

/** Documents, files and places of this house that a message leads to, as far as this reader may see them. */
export function LinkCards({ text }: { text: string }) {
  const links = internalLinks(text, location.origin);
  if (links.length === 0) return null;
  return (
    <div className="mq-att-cards">
      {links.map(({ id, href }) => (
        <LinkCard key={id} id={id} href={href} />
      ))}
    </div>
  );
}

/** What may not be seen, or is there no longer, stays the plain address in the text. */
function LinkCard({ id, href }: { id: string; href: string }) {
  const t = useT();
  const { data } = useQuery({
    queryKey: [...queryKeys.place(id), 'card'],
    queryFn: ({ signal }) => fetchPlace(id, signal),
    staleTime: 60_000,
    retry: false,
  });
  const resource = data?.resource;
  if (resource === undefined || resource.trashedAt !== null) return null;
  return (
    <Link className="mq-att-card" to={href}>
      {resource.kind === 'file' ? (
        <FileGlyph name={resource.name} mediaType={resource.mediaType} />
      ) : (
        <KindGlyph resource={resource} />
      )}
      <span className="mq-grow">
        <span className="mq-cut" title={resource.name}>
          {resource.name}
        </span>
        <small className="mq-cut">{[t(kindKey(resource)), spaceOf(data)].filter(Boolean).join(' · ')}</small>
      </span>
    </Link>
  );
}

const spaceOf = (place: Place | undefined): string | undefined => place?.breadcrumb[0]?.name;
