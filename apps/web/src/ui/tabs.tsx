import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';

export interface TabItem {
  id: string;
  label: ReactNode;
  content: ReactNode;
}
/** Tabs inside a panel; the tabs of a place are links (`PlaceTabs`). */
export function Tabs({
  items,
  label,
  selected,
  onSelect,
  after,
}: {
  items: readonly TabItem[];
  label: string;
  selected?: string;
  onSelect?: (id: string) => void;
  after?: ReactNode;
}) {
  return (
    <AriaTabs className="mq-tabs" selectedKey={selected} onSelectionChange={(key) => onSelect?.(String(key))}>
      <div className="mq-tabrow">
        <TabList className="mq-tablist" aria-label={label}>
          {items.map((item) => (
            <Tab key={item.id} id={item.id}>
              {item.label}
            </Tab>
          ))}
        </TabList>
        {after}
      </div>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="mq-tabpanel">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
