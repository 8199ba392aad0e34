import { askBreakGlassSchema, idSchema } from '@maroquin/contracts';
import { type FormEvent, useState } from 'react';
import { Form } from 'react-aria-components';
import { useT } from '../../../i18n/index.js';
import { announce, Button, ErrorNote, SelectField, TextField } from '../../../ui/index.js';
import { useAskBreakGlass } from './break-glass-api.js';

const HOURS = ['1', '2', '3', '4'] as const;
type Hours = (typeof HOURS)[number];
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The last id of an address is that of what it shows. */
const idIn = (address: string): string | null => {
  const found = idSchema.safeParse(address.match(ID)?.at(-1)?.toLowerCase());
  return found.success ? found.data : null;
};

/** What is being asked for. The fields say what is missing from the first attempt to send it on. */
const useRequest = () => {
  const t = useT();
  const ask = useAskBreakGlass();
  const [address, setAddress] = useState('');
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState<Hours>('1');
  const [isTried, setTried] = useState(false);
  const resourceId = idIn(address);
  const wanted = askBreakGlassSchema.safeParse({ resourceId, reason, hours: Number(hours) });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wanted.success) return;
    ask.mutate(wanted.data, {
      onSuccess: () => {
        setAddress('');
        setReason('');
        setTried(false);
        announce(t('breakGlass.sent'));
      },
    });
  };
  return {
    ...{ address, setAddress, reason, setReason, hours, setHours, send },
    ...{ error: ask.error, isPending: ask.isPending },
    isAddressBad: isTried && resourceId === null,
    isReasonBad: isTried && reason.trim().length < 10,
  };
};

/** One place, by the address that a colleague with access gave, why, and for how long. */
export function AskBreakGlassForm() {
  const t = useT();
  const request = useRequest();
  return (
    <section className="mq-keys-part" aria-labelledby="break-glass-ask">
      <h2 id="break-glass-ask">{t('breakGlass.ask')}</h2>
      <Form className="mq-keys-part" onSubmit={request.send}>
        {request.error && <ErrorNote error={request.error} />}
        <TextField
          label={t('breakGlass.address')}
          value={request.address}
          onChange={request.setAddress}
          hint={t('breakGlass.addressHint')}
          error={request.isAddressBad ? t('breakGlass.addressBad') : null}
        />
        <TextField
          label={t('breakGlass.reason')}
          rows={3}
          value={request.reason}
          onChange={request.setReason}
          hint={t('breakGlass.reasonHint')}
          error={request.isReasonBad ? t('breakGlass.reasonBad') : null}
        />
        <HoursField value={request.hours} onChange={request.setHours} />
        <div>
          <Button type="submit" variant="primary" isPending={request.isPending}>
            {t('breakGlass.send')}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function HoursField({ value, onChange }: { value: Hours; onChange: (hours: Hours) => void }) {
  const t = useT();
  return (
    <SelectField
      label={t('breakGlass.hours')}
      value={value}
      onChange={(chosen) => onChange(chosen ?? '1')}
      options={HOURS.map((count) => ({
        id: count,
        label: t('breakGlass.hoursOf', { count: Number(count) }),
      }))}
    />
  );
}
