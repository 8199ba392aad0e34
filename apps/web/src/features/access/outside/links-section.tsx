import { Eye, Link2, Minus, PenLine } from 'lucide-react';
import { useState } from 'react';
import type { ExternalLink, HeldRight, ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import {
  Button,
  ErrorNote,
  Menu,
  type MenuAction,
  reportFailure,
  toast,
  useKeptFocus,
} from '../../../ui/index.js';
import { LinkForm } from './link-form.js';
import { givenOf, useRoleWords } from '../roles/custom-roles.js';
import { LinkFace, useLinkFacts } from './link-row.js';
import { useChangeLink, useLinks, useRestoreLink, useWithdrawLink } from './links-api.js';
import { OnceShown } from './once-shown.js';

/** External links on this resource and on the places above it, in one list. */
export function LinksSection({ resource, mine }: { resource: ResourceView; mine: HeldRight }) {
  const t = useT();
  const links = useLinks(resource.id);
  const [step, setStep] = useState<'list' | 'form' | { link: string }>('list');
  const items = links.data?.items ?? [];
  useKeptFocus(items.length);
  return (
    <section aria-labelledby="external-links">
      <h3 id="external-links" className="mq-share-h">
        {t('links.title')} <span className="mq-muted mq-num">{items.length}</span>
      </h3>
      {links.error && <ErrorNote error={links.error} />}
      <ul className="mq-acc">
        {items.map((link) => (
          <LinkRow key={link.id} link={link} resource={resource} mine={mine} />
        ))}
      </ul>
      {step === 'form' && (
        <LinkForm
          resource={resource}
          mine={mine}
          onMade={(link) => setStep({ link })}
          onCancel={() => setStep('list')}
        />
      )}
      {typeof step === 'object' && (
        <OnceShown link={step.link} text={t('links.address')} onDone={() => setStep('list')} />
      )}
      {step === 'list' && (
        <Button icon={Link2} onPress={() => setStep('form')}>
          {t('links.new')}
        </Button>
      )}
    </section>
  );
}

function LinkRow({ link, resource, mine }: { link: ExternalLink; resource: ResourceView; mine: HeldRight }) {
  const t = useT();
  const words = useRoleWords(resource.kind);
  const factsOf = useLinkFacts();
  const change = useChangeLink();
  const withdraw = useWithdrawLink();
  const restore = useRestoreLink();
  const at = { resourceId: link.resource.id, id: link.id };
  const isHere = link.resource.id === resource.id;
  const roles = words
    .linkOptions(mine)
    .filter((role) => role !== givenOf(link))
    .map((role): MenuAction => {
      const name = words.of(role);
      return {
        id: role,
        icon: role === 'reader' ? Eye : PenLine,
        label: t('links.setRole', { role: name }),
        onAction: () => change.mutate({ ...at, role }),
      };
    });
  const giveBack = async (undo: string): Promise<void> => {
    try {
      await restore.mutateAsync({ ...at, undo });
      toast({ text: t('links.restored', { name: link.name }) });
    } catch (error) {
      reportFailure(error);
    }
  };
  const remove = () =>
    withdraw.mutate(at, {
      onSuccess: ({ undo }) =>
        toast({
          text: t('links.withdrawn', { name: link.name }),
          ...(undo === null ? {} : { undo: () => void giveBack(undo) }),
        }),
    });
  return (
    <li>
      <div className="line">
        <LinkFace />
        <span className="w">
          <span className="mq-cut mq-name">{link.name}</span>
          <span className="mq-small mq-muted">{factsOf(link)}</span>
          {!isHere && (
            <span className="mq-small mq-muted">
              {link.resource.name === null
                ? t('share.throughHidden')
                : t('share.throughFolder', { name: link.resource.name })}
            </span>
          )}
        </span>
        {isHere && (
          <Menu
            label={t('links.actionsOn', { name: link.name })}
            items={[
              ...roles,
              {
                id: 'withdraw',
                icon: Minus,
                label: t('links.withdraw'),
                separated: true,
                onAction: remove,
              },
            ]}
          />
        )}
      </div>
      {change.error && <ErrorNote error={change.error} />}
      {withdraw.error && <ErrorNote error={withdraw.error} />}
    </li>
  );
}
