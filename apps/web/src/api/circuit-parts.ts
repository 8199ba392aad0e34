import { type CircuitPart, circuitPartsSchema } from '@maroquin/contracts';
import { useQuery } from '@tanstack/react-query';
import { request } from './client.js';
import { queryKeys } from './keys.js';
import { useMe } from './session.js';

const none: readonly CircuitPart[] = [];

/** What circuits of review wait for from me: asked again with what I am notified of. */
export const useCircuitParts = (): readonly CircuitPart[] => {
  const isVisitor = useMe().visit !== undefined;
  const parts = useQuery({
    queryKey: queryKeys.circuitParts,
    queryFn: ({ signal }) => request('GET', '/circuits', { schema: circuitPartsSchema, signal }),
    enabled: !isVisitor,
  });
  return parts.data?.items ?? none;
};
