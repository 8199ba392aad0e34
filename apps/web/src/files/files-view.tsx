import type { OpenPlace } from '../places/hrefs.js';

export function FilesView({ place }: { place: OpenPlace }) {
  return <p className="mq-pad">{place.resource.name}</p>;
}
