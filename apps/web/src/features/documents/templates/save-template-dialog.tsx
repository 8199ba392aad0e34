import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { documentSchema, type Place, type ResourceView, rightHasAct, roleAtLeast } from '@maroquin/contracts';
import { fetchPlace, queryKeys, request, useCreateDocument, useSpaces } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import {
  Button,
  FormDialog,
  NameField,
  reportFailure,
  SelectField,
  toast,
  useAttempt,
} from '../../../ui/index.js';

/**
 * Makes a template of a document: a copy of it, in a place whose readers may use it. Of what is a template already, it
 * says so and can end it. Mounted only while open.
 */
export function SaveTemplateDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const t = useT();
  const { resource, breadcrumb } = place;
  const { create, isPending, error } = useCreateTemplate(resource, onClose);
  const [name, setName] = useState(t('template.nameOf', { name: resource.name }));
  const [tried, setTried] = useState(false);
  const places = usePlaces(breadcrumb.at(-1));
  const [parentId, setParentId] = useState<string>();
  const [use, setUse] = useState<TemplateUse>('template');
  const mark = useTemplateMark(resource, onClose);
  const save = async (): Promise<void> => {
    setTried(true);
    const to = parentId ?? places[0]?.id;
    if (name.trim() === '' || to === undefined) return;
    await create({ title: name.trim(), parentId: to }, use);
  };
  return (
    <FormDialog
      onClose={onClose}
      title={t('template.save')}
      submit={t('template.saveSubmit')}
      onSubmit={() => void save()}
      isPending={isPending}
      error={error ?? mark.error}
      secondary={
        mark.isTemplate && (
          <Button variant="ghost" onPress={() => void mark.end()} isPending={mark.busy}>
            {t('template.end')}
          </Button>
        )
      }
    >
      <p className="mq-small mq-sec">{t(mark.isTemplate ? 'template.isOne' : 'template.saveHelp')}</p>
      {resource.documentKind !== 'text' && <UseField use={use} onChange={setUse} />}
      <NameField label={t('template.name')} value={name} onChange={setName} tried={tried} />
      <SelectField
        label={t('template.place')}
        value={parentId ?? places[0]?.id}
        options={places.map((one) => ({ id: one.id, label: one.name }))}
        onChange={setParentId}
      />
    </FormDialog>
  );
}

type TemplateUse = 'template' | 'letterhead';

/** Copies the document as a template, and opens the copy. */
function useCreateTemplate(resource: ResourceView, onDone: () => void) {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { mutateAsync, isPending, error } = useCreateDocument();
  const create = async (copy: { title: string; parentId: string }, use: TemplateUse): Promise<void> => {
    const input = { ...copy, from: { documentId: resource.id }, template: true };
    const made = await mutateAsync(input).catch(() => null);
    if (made === null) return;
    const become = use === 'letterhead' ? await becomeLetterhead(made.id) : use;
    void client.invalidateQueries({ queryKey: queryKeys.templates });
    toast({ text: t(`template.saved.${become}`, { name: copy.title }) });
    onDone();
    await navigate(`/d/${made.id}`);
  };
  return { create, isPending, error };
}

function UseField({ use, onChange }: { use: TemplateUse; onChange: (use: TemplateUse) => void }) {
  const t = useT();
  return (
    <>
      <SelectField
        label={t('template.use')}
        value={use}
        options={(['template', 'letterhead'] as const).map((id) => ({ id, label: t(`template.use.${id}`) }))}
        onChange={(chosen) => chosen !== undefined && onChange(chosen)}
      />
      {use === 'letterhead' && <p className="mq-small mq-sec">{t('template.letterheadHelp')}</p>}
    </>
  );
}

/** Where that fails, the copy is a template, and the dialogue says so. */
async function becomeLetterhead(id: string): Promise<TemplateUse> {
  try {
    await request('PUT', `/documents/${id}/template`, { body: { on: true, letterhead: true } });
    return 'letterhead';
  } catch (error) {
    reportFailure(error);
    return 'template';
  }
}

/** Whether it is a template that this person may take out of the gallery, and the act. */
function useTemplateMark(resource: ResourceView, onEnd: () => void) {
  const t = useT();
  const client = useQueryClient();
  const { data: document } = useQuery({
    queryKey: queryKeys.document(resource.id),
    queryFn: ({ signal }) => request('GET', `/documents/${resource.id}`, { schema: documentSchema, signal }),
  });
  const { attempt, busy, error } = useAttempt();
  const end = () =>
    attempt(async () => {
      await request('PUT', `/documents/${resource.id}/template`, { body: { on: false } });
      await client.invalidateQueries({ queryKey: queryKeys.document(resource.id) });
      await client.invalidateQueries({ queryKey: queryKeys.templates });
      toast({ text: t('template.ended', { name: resource.name }) });
      onEnd();
    });
  return {
    isTemplate: document?.template === true && roleAtLeast(resource.role, 'editor'),
    end,
    busy,
    error,
  };
}

/** Where the document stands, then the spaces: those in which one may make something. */
function usePlaces(here: { id: string; name: string } | undefined): { id: string; name: string }[] {
  const t = useT();
  const spaces = (useSpaces().data?.items ?? [])
    .filter((space) => rightHasAct(space, 'resource.create') && space.id !== here?.id)
    .map(({ id, name, personal }) => ({ id, name: personal ? t('places.mine') : name }));
  const { data, isError } = useQuery({
    queryKey: queryKeys.place(here?.id ?? ''),
    queryFn: ({ signal }) => fetchPlace(here?.id ?? '', signal),
    enabled: here !== undefined,
  });
  // The first of them is the default: it does not change under the eyes of whoever may write there.
  const isOpen = data === undefined ? !isError : rightHasAct(data.resource, 'resource.create');
  return here !== undefined && isOpen ? [here, ...spaces] : spaces;
}
