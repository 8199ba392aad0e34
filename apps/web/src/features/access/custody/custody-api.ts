import {
  custodyLinkSchema,
  type KeyAct,
  keyActAnswerSchema,
  keyCertificateSchema,
  keyCustodySchema,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../api/index.js';

/** null: by the session of whoever is signed in. */
export type Ticket = string | null;

const keyOf = (ticket: Ticket) => ['keys', ticket ?? 'session'] as const;

export const useKeyCustody = (ticket: Ticket) =>
  useQuery({
    queryKey: keyOf(ticket),
    queryFn: ({ signal }) =>
      ticket === null
        ? request('GET', '/keys', { schema: keyCustodySchema, signal })
        : request('POST', '/keys/custody', { body: { ticket }, schema: keyCustodySchema, signal }),
    staleTime: 0,
    retry: false,
  });

function useKeyMutation<Input, Output>(ticket: Ticket, mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(ticket) }),
  });
}

export const useAskKeyAct = (ticket: Ticket) =>
  useKeyMutation(ticket, (act: KeyAct) =>
    ticket === null
      ? request('POST', '/keys/requests', { body: { act }, schema: keyActAnswerSchema })
      : request('POST', '/keys/custody/requests', { body: { ticket, act }, schema: keyActAnswerSchema }),
  );

export const useDecideKeyAct = (ticket: Ticket) =>
  useKeyMutation(ticket, ({ id, agrees }: { id: string; agrees: boolean }): Promise<void> =>
    ticket === null
      ? request('POST', `/keys/requests/${id}/${agrees ? 'approve' : 'refuse'}`)
      : request('POST', '/keys/custody/decisions', { body: { ticket, requestId: id, agrees } }),
  );

export const useMakeCustodyLink = () =>
  useKeyMutation(null, () => request('POST', '/keys/link', { schema: custodyLinkSchema }));

export const useWithdrawDestruction = (ticket: Ticket) =>
  useKeyMutation(ticket, (): Promise<void> =>
    ticket === null
      ? request('POST', '/keys/destruction/withdraw')
      : request('POST', '/keys/custody/destruction/withdraw', { body: { ticket } }),
  );

/** Handed to the person as a file. */
export const useCertificate = (ticket: string) =>
  useMutation({
    mutationFn: async () => {
      const body = { ticket };
      const certificate = await request('POST', '/keys/custody/certificate', {
        ...{ body, schema: keyCertificateSchema },
      });
      const file = new Blob([`${JSON.stringify(certificate)}\n`], { type: 'application/json' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = 'attestation-de-destruction.json';
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
