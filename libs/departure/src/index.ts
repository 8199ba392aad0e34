export { ExecuteEnding } from './execute-ending.js';
export { DepartureModule } from './departure.module.js';
export { type AgreedExport, OrganisationExports } from './organisation-exports.service.js';
export { OrganisationImports } from './organisation-imports.service.js';
export { type ExportFault, type ExportVerdict, verifyExportAt } from './format/verify-export.js';
export { TryExport } from './try-export.js';
export { writeFolder, writeZip } from './writing/write-to.js';
