export { AdministrationModule } from './administration.module.js';
export { AdministrationCommandService } from './administrators/administration-command.service.js';
