import { BellRing, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { PushDevices } from '@maroquin/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { keepsOffline, setKeepsOffline, useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, CheckField, ErrorNote, Note, reportFailure, toast } from '../../../ui/index.js';
import { NotAllowed, useAddHere, usePushDevices, useRemoveDevice } from './device-api.js';

/** What this browser does for the person when the page is closed, and when the service does not answer. */
export function DeviceSection() {
  const t = useT();
  const devices = usePushDevices();
  return (
    <section aria-labelledby="notify-device">
      <h2 id="notify-device">{t('device.title')}</h2>
      {devices.error && <ErrorNote error={devices.error} />}
      {devices.data && <Push of={devices.data} />}
      <Keeping />
    </section>
  );
}

const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

function Push({ of: { publicKey, devices } }: { of: PushDevices }) {
  const t = useT();
  const here = devices.find((device) => device.here);
  const add = useAddHere();
  if (publicKey === null) return <Text>{t('device.notOffered')}</Text>;
  if (!canPush()) return <Text>{t('device.notSupported')}</Text>;
  return (
    <>
      <Text>{t('device.pushText')}</Text>
      {add.error &&
        (add.error instanceof NotAllowed ? (
          <Note tone="warn" isAlert>
            <p>{t('device.notAllowed')}</p>
          </Note>
        ) : (
          <ErrorNote error={add.error} />
        ))}
      {here === undefined && (
        <Button
          icon={BellRing}
          isPending={add.isPending}
          onPress={() => add.mutate(publicKey, { onSuccess: () => toast({ text: t('device.added') }) })}
        >
          {t('device.add')}
        </Button>
      )}
      <Devices devices={devices} />
    </>
  );
}

function Devices({ devices }: Pick<PushDevices, 'devices'>) {
  const t = useT();
  const dates = useDates();
  const remove = useRemoveDevice();
  if (devices.length === 0) return null;
  return (
    <ul className="devices" aria-label={t('device.list')}>
      {devices.map((device) => (
        <li key={device.id}>
          <span className="mq-grow">
            {t(device.here ? 'device.this' : 'device.other', { at: dates.short(device.createdAt) })}
          </span>
          <Button
            size="s"
            variant="ghost"
            icon={Trash2}
            isPending={remove.isPending}
            onPress={() =>
              remove.mutate(device, {
                onSuccess: () => toast({ text: t('device.removed') }),
                onError: reportFailure,
              })
            }
          >
            {t('device.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Whoever asks for it reads without the service what they opened here. */
function Keeping() {
  const t = useT();
  const client = useQueryClient();
  const { id } = useMe().person;
  const [keeps, setKeeps] = useState(() => keepsOffline(id));
  if (!('serviceWorker' in navigator)) return null;
  const change = (on: boolean): void => {
    setKeeps(on);
    setKeepsOffline(id, on)
      // What is open already is asked for again, and kept.
      .then(() => client.invalidateQueries())
      .then(() => announce(t('notify.saved')))
      .catch(reportFailure);
  };
  return (
    <>
      <CheckField isSelected={keeps} onChange={change}>
        {t('device.keep')}
      </CheckField>
      <Text>{t('device.keepText')}</Text>
    </>
  );
}

const Text = ({ children }: { children: ReactNode }) => <p className="mq-small mq-muted">{children}</p>;
