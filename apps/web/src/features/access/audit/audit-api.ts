import { auditEntriesSchema, auditStateSchema, type AuditTopic } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { API, request, useList } from '../../../api/index.js';

const STATE = ['audit', 'state'] as const;
/** A verification that takes long is looked at this often. */
const POLL_MS = 2_000;

/** Days as the browser's field gives them: "2026-11-24". */
export interface AuditFilter {
  topic?: AuditTopic | undefined;
  actor?: { id: string; name: string } | undefined;
  target?: { id: string; name: string } | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

/** Midnight where the person is. */
const startOf = (day: string, plus = 0): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plus).toISOString();
};

export const useAuditEntries = ({ topic, actor, target, from, until }: AuditFilter) =>
  useList({
    ...{ key: ['audit', 'entries'], path: '/audit/entries', schema: auditEntriesSchema, staleTime: 0 },
    query: {
      topic,
      actorId: actor?.id,
      targetId: target?.id,
      from: from ? startOf(from) : undefined,
      until: until ? startOf(until, 1) : undefined,
    },
  });

export const useAuditState = () =>
  useQuery({
    queryKey: STATE,
    queryFn: ({ signal }) => request('GET', '/audit/state', { schema: auditStateSchema, signal }),
    refetchInterval: ({ state }) => (state.data?.isVerifying === true ? POLL_MS : false),
    staleTime: 0,
  });

export function useVerifyAudit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request('POST', '/audit/verification', { schema: auditStateSchema }),
    onSuccess: (state) => client.setQueryData(STATE, state),
  });
}

export const auditExportHref = (format: 'csv' | 'jsonl'): string => `${API}/audit/export?format=${format}`;
