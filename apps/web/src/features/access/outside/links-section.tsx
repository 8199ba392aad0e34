import { Copy, Link2, Minus, PenLine } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExternalLink, HeldRight, ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import {
  Button,
  ErrorNote,
  Menu,
  type MenuAction,
  reportFailure,
  ShowMore,
  toast,
  useKeptFocus,
} from '../../../ui/index.js';
import { LinkForm } from './link-form.js';
import { LinkIcon, useLinkFacts } from './link-row.js';
import { fetchAddress, useLinks, useRestoreLink, useWithdrawLink } from './links-api.js';
import { OnceShown, useShownAddress } from './once-shown.js';

type Step = 'list' | { form: ExternalLink | null } | { address: string; isNew: boolean };

interface LinksSectionProps {
  resource: ResourceView;
  mine: HeldRight;
  /** An address stands there to be copied: no other one should beside it. */
  onAddress: (isShown: boolean) => void;
  /** An address that is in no directory, for which the form opens. */
  forWhom: string | null;
}
/** External links on this resource and on the places above it, in one list. */
export function LinksSection({ resource, mine, onAddress, forWhom }: LinksSectionProps) {
  const t = useT();
  const links = useLinks(resource.id);
  const [step, setStep] = useState<Step>('list');
  const items = links.rows;
  useKeptFocus(items.length);
  useShownAddress(typeof step === 'object' && 'address' in step, onAddress);
  const close = () => setStep('list');
  useEffect(() => {
    if (forWhom !== null) setStep({ form: null });
  }, [forWhom]);
  return (
    <section aria-labelledby="external-links">
      <h3 id="external-links" className="mq-share-h">
        {t('links.title')} <span className="mq-muted mq-num">{items.length}</span>
      </h3>
      {links.error && <ErrorNote error={links.error} />}
      <ul className="mq-acc">
        {items.map((link) => (
          <LinkRow key={link.id} link={link} resource={resource} onStep={setStep} />
        ))}
      </ul>
      <ShowMore list={links} />
      {typeof step === 'object' && 'form' in step && (
        <LinkForm
          key={step.form?.id ?? forWhom}
          name={forWhom ?? ''}
          {...{ resource, mine }}
          days={links.first?.days ?? null}
          link={step.form ?? undefined}
          onDone={(address) => setStep(address === null ? 'list' : { address, isNew: true })}
          onCancel={close}
        />
      )}
      {typeof step === 'object' && 'address' in step && (
        <OnceShown
          link={step.address}
          text={t('links.address')}
          hint={t(step.isNew ? 'links.againLater' : 'links.onlyYou')}
          onDone={close}
        />
      )}
      {step === 'list' && links.isSuccess && (
        <Button icon={Link2} onPress={() => setStep({ form: null })}>
          {t('links.new')}
        </Button>
      )}
    </section>
  );
}

interface LinkRowProps {
  link: ExternalLink;
  resource: ResourceView;
  onStep: (step: Step) => void;
}
function LinkRow({ link, resource, onStep }: LinkRowProps) {
  const t = useT();
  const factsOf = useLinkFacts();
  const isHere = link.resource.id === resource.id;
  return (
    <li>
      <div className="line">
        <LinkIcon />
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
        {isHere && <LinkMenu link={link} onStep={onStep} />}
      </div>
    </li>
  );
}

function LinkMenu({ link, onStep }: Omit<LinkRowProps, 'resource'>) {
  const t = useT();
  const remove = useWithdrawWithUndo(link);
  const show = async (): Promise<void> => {
    try {
      onStep({ address: await fetchAddress(link.resource.id, link.id), isNew: false });
    } catch (error) {
      reportFailure(error);
    }
  };
  const again: MenuAction[] = link.mayShow
    ? [{ id: 'show', icon: Copy, label: t('links.show'), onAction: () => void show() }]
    : [];
  return (
    <Menu
      label={t('links.actionsOn', { name: link.name })}
      items={[
        ...again,
        {
          id: 'edit',
          icon: PenLine,
          label: t('links.edit'),
          description: t('links.editHint'),
          onAction: () => onStep({ form: link }),
        },
        {
          id: 'withdraw',
          icon: Minus,
          label: t('links.withdraw'),
          separated: true,
          onAction: () => void remove(),
        },
      ]}
    />
  );
}

function useWithdrawWithUndo(link: ExternalLink): () => Promise<void> {
  const t = useT();
  const withdraw = useWithdrawLink();
  const restore = useRestoreLink();
  const at = { resourceId: link.resource.id, id: link.id };
  const giveBack = async (undo: string): Promise<void> => {
    try {
      await restore.mutateAsync({ ...at, undo });
      toast({ text: t('links.restored', { name: link.name }) });
    } catch (error) {
      reportFailure(error);
    }
  };
  return async () => {
    try {
      const { undo } = await withdraw.mutateAsync(at);
      toast({
        text: t('links.withdrawn', { name: link.name }),
        ...(undo === null ? {} : { undo: () => void giveBack(undo) }),
      });
    } catch (error) {
      reportFailure(error);
    }
  };
}
