import { type PushDevices, pushDevicesSchema } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request, workerRegistration } from '../../../api/index.js';

const key = ['push-devices'] as const;

/** Whether this instance wakes browsers, and which of mine. */
export const usePushDevices = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request('GET', '/notifications/push', { schema: pushDevicesSchema, signal }),
  });

/** Why this browser is not woken. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** This browser, from now on. The person is asked by the browser itself. @throws {NotAllowed} */
async function addHere(publicKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new NotAllowed();
  const registration = await workerRegistration();
  if (registration === null) throw new NotAllowed();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  await request('PUT', '/notifications/push', { body: { endpoint: subscription.endpoint } });
}

async function removeDevice({ id, here }: PushDevices['devices'][number]): Promise<void> {
  await request('DELETE', `/notifications/push/${id}`);
  const registration = here ? await workerRegistration() : null;
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

export function useAddHere() {
  const client = useQueryClient();
  return useMutation({ mutationFn: addHere, onSettled: () => client.invalidateQueries({ queryKey: key }) });
}
export function useRemoveDevice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: removeDevice,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
