import { accessPaths, resourceKinds, roles } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { kindKey, SelectField } from '../../../ui/index.js';
import type { RightsFilter } from './oversight-api.js';

interface RightsFiltersProps {
  value: RightsFilter;
  onChange: (filter: RightsFilter) => void;
}

/** By kind, by right, by way. */
export function RightsFilters({ value, onChange }: RightsFiltersProps) {
  const t = useT();
  return (
    <div className="mq-filters" role="group" aria-label={t('rights.filters')}>
      <SelectField
        label={t('rights.kind')}
        all={t('rights.kindAll')}
        value={value.kind}
        options={resourceKinds.map((kind) => ({ id: kind, label: t(kindKey({ kind, documentKind: null })) }))}
        onChange={(kind) => onChange({ ...value, kind })}
      />
      <SelectField
        label={t('rights.role')}
        all={t('rights.roleAll')}
        value={value.role}
        options={roles.map((role) => ({ id: role, label: t(`share.role.${role}`) }))}
        onChange={(role) => onChange({ ...value, role })}
      />
      <SelectField
        label={t('rights.way')}
        all={t('rights.wayAll')}
        value={value.way}
        options={accessPaths.map((way) => ({ id: way, label: t(`rights.way.${way}`) }))}
        onChange={(way) => onChange({ ...value, way })}
      />
    </div>
  );
}
