import type { ChainedCommands, Editor } from '@tiptap/core';
import type { Translate } from '../../../i18n/index.js';
import type { MenuAction } from '../../../ui/index.js';

/** What may be done with tables where the caret stands: to insert one outside, to change it inside. */
export const tableActions = (editor: Editor, t: Translate): MenuAction[] => {
  if (!editor.isActive('table')) {
    const insert = () => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
    return [{ id: 'insert', label: t('table.insert'), onAction: insert }];
  }
  const can = editor.can();
  const act = (
    id: string,
    label: string,
    possible: boolean,
    run: (chain: ChainedCommands) => ChainedCommands,
    rest: Partial<MenuAction> = {},
  ): MenuAction => ({
    id,
    label,
    isDisabled: !possible,
    // A chain of its own: commands read earlier would act on a text that has moved on.
    onAction: () => void run(editor.chain().focus()).run(),
    ...rest,
  });
  return [
    act('rowBefore', t('table.rowBefore'), can.addRowBefore(), (chain) => chain.addRowBefore()),
    act('rowAfter', t('table.rowAfter'), can.addRowAfter(), (chain) => chain.addRowAfter()),
    act('columnBefore', t('table.columnBefore'), can.addColumnBefore(), (chain) => chain.addColumnBefore()),
    act('columnAfter', t('table.columnAfter'), can.addColumnAfter(), (chain) => chain.addColumnAfter()),
    act('merge', t('table.merge'), can.mergeCells(), (chain) => chain.mergeCells(), { separated: true }),
    act('split', t('table.split'), can.splitCell(), (chain) => chain.splitCell()),
    act('header', t('table.header'), can.toggleHeaderRow(), (chain) => chain.toggleHeaderRow()),
    act('deleteRow', t('table.deleteRow'), can.deleteRow(), (chain) => chain.deleteRow(), {
      separated: true,
    }),
    act('deleteColumn', t('table.deleteColumn'), can.deleteColumn(), (chain) => chain.deleteColumn()),
    act('delete', t('table.delete'), can.deleteTable(), (chain) => chain.deleteTable(), { danger: true }),
  ];
};
