import { UserCheck } from 'lucide-react';
import type { AgreedSettingsView } from '@maroquin/contracts';
import { ApprovalsList } from '../../access/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, ErrorNote, reportFailure } from '../../../ui/index.js';
import {
  useAgreedSettings,
  useApprovalsOf,
  useAskAgreement,
  useDecideApprovalOf,
} from '../administration-api.js';
import { OrganisationChoice, useChosenOrganisation } from '../organisation-choice.js';

/** What nobody changes alone, what differs from what two people agreed to, and asking or giving that agreement. */
export function AgreedSettings() {
  const t = useT();
  const orgId = useChosenOrganisation();
  const { data, error } = useAgreedSettings(orgId);
  if (error) return <ErrorNote error={error} />;
  if (data === undefined) return null;
  return (
    <section className="box" aria-labelledby="proof-settings">
      <h2 id="proof-settings">{t('agreed.title')}</h2>
      <OrganisationChoice />
      <State orgId={orgId} view={data} />
      {data.state !== 'agreed' && <Waiting orgId={orgId} />}
      <table className="ends" aria-labelledby="proof-settings">
        <thead>
          <tr>
            <th scope="col">{t('agreed.variable')}</th>
            <th scope="col">{t('agreed.value')}</th>
            <th scope="col">{t('agreed.before')}</th>
          </tr>
        </thead>
        <tbody>
          {data.settings.map((setting) => (
            <SettingRow key={setting.variable} setting={setting} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function State({ orgId, view: { state, agreement } }: { orgId: string; view: AgreedSettingsView }) {
  const t = useT();
  const dates = useDates();
  const ask = useAskAgreement(orgId);
  const onAsk = () => {
    ask
      .mutateAsync(undefined)
      .then(() => announce(t('agreed.asked')))
      .catch(reportFailure);
  };
  return (
    <div className="mq-row mq-wrap">
      <p className="mq-grow mq-sec" role="status">
        {t(`agreed.${state}`)}
        {agreement !== null && ` ${t('agreed.last', { ...agreement, date: dates.full(agreement.at) })}`}
      </p>
      {state === 'unasked' && (
        <Button icon={UserCheck} isPending={ask.isPending} onPress={onAsk}>
          {t('agreed.ask')}
        </Button>
      )}
    </div>
  );
}

/** The request itself, for whoever did not make it. */
function Waiting({ orgId }: { orgId: string }) {
  const decide = useDecideApprovalOf(orgId);
  const settings = useAgreedSettings(orgId);
  const list = useApprovalsOf(orgId);
  const rows = list.rows.filter(({ act }) => act === 'settings');
  return (
    <ApprovalsList
      list={{ ...list, rows }}
      onDecide={async (id, decision) => {
        await decide.mutateAsync({ id, decision });
        await settings.refetch();
      }}
      isBusy={decide.isPending}
    />
  );
}

function SettingRow({ setting }: { setting: AgreedSettingsView['settings'][number] }) {
  const t = useT();
  const { variable, value, agreedValue } = setting;
  const shown = (text: string): string => (text === '' ? t('agreed.unset') : text);
  const isOther = agreedValue !== null && agreedValue !== value;
  return (
    <tr>
      <th scope="row">
        <code>{variable}</code>
      </th>
      <td data-label={t('agreed.value')}>{isOther ? <b>{shown(value)}</b> : shown(value)}</td>
      <td data-label={t('agreed.before')}>
        {agreedValue === null ? t('agreed.never') : isOther ? shown(agreedValue) : t('agreed.same')}
      </td>
    </tr>
  );
}
