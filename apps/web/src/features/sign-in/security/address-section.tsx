import { MailCheck } from 'lucide-react';
import { useMe, useProviders } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { Button, reportFailure, toast } from '../../../ui/index.js';
import { useProveAddress } from './security-api.js';

/** Where links are sent, and whether the person has shown that they read it. Nothing where no mail is sent. */
export function AddressSection() {
  const t = useT();
  const me = useMe();
  const prove = useProveAddress();
  if (useProviders().data?.mail !== true) return null;
  const send = () =>
    prove.mutate(undefined, {
      onSuccess: () => toast({ text: t('security.addressSent') }),
      onError: reportFailure,
    });
  return (
    <section aria-labelledby="address">
      <h2 id="address">{t('security.address')}</h2>
      <p className="mq-sec">
        {t(me.emailProven ? 'security.addressProven' : 'security.addressUnproven', {
          email: me.person.email,
        })}
      </p>
      {!me.emailProven && (
        <Button icon={MailCheck} isPending={prove.isPending} onPress={send}>
          {t('security.addressProve')}
        </Button>
      )}
    </section>
  );
}
