// Made of docs/openapi.json by scripts/check-openapi.mjs: change the routes, not this file.
export interface paths {
    "/api/v1/access-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List requests for access to what I manage */
        get: operations["Requests.mine"];
        put?: never;
        /** Ask for access to a resource */
        post: operations["Requests.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-requests/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the access that was asked for */
        post: operations["Requests.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-requests/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse the access that was asked for */
        post: operations["Requests.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List access reviews */
        get: operations["Reviews.list"];
        put?: never;
        /** Open an access review */
        post: operations["Reviews.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-reviews/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search access reviews by name */
        post: operations["Reviews.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an access review */
        get: operations["Reviews.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-reviews/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an access review before its time */
        post: operations["Reviews.close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-reviews/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export an access review as CSV or JSON */
        get: operations["Reviews.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-reviews/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rights of an access review */
        get: operations["Reviews.page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-reviews/{id}/items/{number}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide on one right of an access review */
        post: operations["Reviews.decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/administrators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List administration accounts */
        get: operations["Administrators.list"];
        put?: never;
        /** Create an administration account */
        post: operations["Administrators.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/administrators/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close an administration account */
        post: operations["Administrators.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/administrators/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a closed administration account again */
        post: operations["Administrators.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/administrators/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an enrolment link for an administration account */
        post: operations["Administrators.createLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/antivirus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read whether the antivirus answers, and how many files wait for it */
        get: operations["Antivirus.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read whose enrolment link this is */
        post: operations["AdministrationAuth.enrolling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/enrolment/generator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enrol with a password and a code generator */
        post: operations["AdministrationAuth.enrolGenerator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/enrolment/generator-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to enrol with a code generator */
        post: operations["AdministrationAuth.generatorOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/enrolment/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enrol with a passkey */
        post: operations["AdministrationAuth.enrolPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/enrolment/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to enrol with a passkey */
        post: operations["AdministrationAuth.passkeyEnrolmentOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read since when the relay takes no mail, and how many people wait for some */
        get: operations["MailState.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the administration account that is signed in */
        get: operations["AdministrationAuth.me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the organisations that one administers */
        get: operations["AdministrationOrganisations.list"];
        put?: never;
        /** Create an organisation */
        post: operations["AdministrationOrganisations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what waits for a second person of an organisation */
        get: operations["AdministrationPeople.listApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/approvals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to what another administrator asked for */
        post: operations["AdministrationPeople.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/approvals/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what another administrator asked for */
        post: operations["AdministrationPeople.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/identity-merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people of a provider who wait to be recognised */
        get: operations["AdministrationPeople.listMerges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/identity-merges/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Recognise a person of a provider as an account */
        post: operations["AdministrationPeople.approveMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/identity-merges/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse to recognise a person of a provider */
        post: operations["AdministrationPeople.refuseMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people of an organisation */
        get: operations["AdministrationPeople.list"];
        put?: never;
        /** Create an account in an organisation */
        post: operations["AdministrationPeople.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/people/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the people of an organisation */
        post: operations["AdministrationPeople.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/people/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the account of a person */
        post: operations["AdministrationPeople.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/people/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the closed account of a person again */
        post: operations["AdministrationPeople.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/people/{id}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand over what a closed account alone managed */
        post: operations["AdministrationPeople.handOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/people/{id}/sign-in-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a sign-in link for a person */
        post: operations["AdministrationPeople.createLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the open sessions of an organisation */
        get: operations["AdministrationOrganisations.listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/sessions/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the open sessions of an organisation by person */
        post: operations["AdministrationOrganisations.searchSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session */
        delete: operations["AdministrationOrganisations.endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the settings that take two people */
        get: operations["AdministrationSettings.view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/settings/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask that a second person agrees to the settings */
        post: operations["AdministrationSettings.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the API tokens of an organisation */
        get: operations["AdministrationOrganisations.listTokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/tokens/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the API tokens of an organisation by person */
        post: operations["AdministrationOrganisations.searchTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/organisations/{orgId}/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token */
        delete: operations["AdministrationOrganisations.revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what the instance proves of its sovereignty, signed */
        get: operations["Proof.get"];
        put?: never;
        /** Check what the instance proves of its sovereignty again */
        post: operations["Proof.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/proof/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what the instance proves of its sovereignty as a PDF in French */
        get: operations["Proof.pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the providers of this instance and whether they answer */
        get: operations["AdministrationOrganisations.listProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/sign-in/oidc/{provider}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Come back from a provider to administration */
        get: operations["AdministrationOidc.callback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/sign-in/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in to administration with a passkey */
        post: operations["AdministrationAuth.byPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/sign-in/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in to administration with a passkey */
        post: operations["AdministrationAuth.passkeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/sign-in/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in to administration with password and code */
        post: operations["AdministrationAuth.byPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/sign-in/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in to administration at a provider */
        post: operations["AdministrationOidc.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/sign-in/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the providers that open administration */
        get: operations["AdministrationOidc.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out of administration */
        post: operations["AdministrationAuth.signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what waits for a second person */
        get: operations["Approvals.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to what an administrator asked for */
        post: operations["Approvals.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what an administrator asked for */
        post: operations["Approvals.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/archives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download files and folders as one ZIP archive */
        get: operations["Archives.download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was done, for auditors */
        get: operations["Audit.entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export the audit as CSV, or as lines of JSON to verify offline */
        get: operations["Audit.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read whether the audit is whole, and where its end is kept */
        get: operations["Audit.state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify the audit from its first entry */
        post: operations["Audit.verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/break-glass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List break-glass accesses, asked for, running and over */
        get: operations["BreakGlass.list"];
        put?: never;
        /** Ask to read one place for hours */
        post: operations["BreakGlass.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/break-glass/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree, as a key custodian, to a break-glass access */
        post: operations["BreakGlass.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/break-glass/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a break-glass access at once */
        post: operations["BreakGlass.end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/break-glass/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a break-glass access */
        post: operations["BreakGlass.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the channels of a place, or all that I may read */
        get: operations["Channels.list"];
        put?: never;
        /** Create a channel */
        post: operations["Channels.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a channel */
        get: operations["Channels.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/archived": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Archive a channel, or let people write in it again */
        put: operations["Channels.setArchived"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what I am writing in a channel */
        get: operations["Own.draft"];
        /** Keep what I am writing in a channel */
        put: operations["Own.writeDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/internal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Close a channel to guests and visitors, or open it to them */
        put: operations["Channels.setInternal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the messages of a channel */
        get: operations["Messages.listMessages"];
        put?: never;
        /** Send a message */
        post: operations["Messages.send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/messages/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a message */
        delete: operations["Messages.delete"];
        options?: never;
        head?: never;
        /** Edit a message of mine */
        patch: operations["Messages.edit"];
        trace?: never;
    };
    "/api/v1/channels/{id}/messages/{seq}/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a message said before */
        get: operations["Messages.edits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/messages/{seq}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Pin a message, or take the pin away */
        put: operations["Messages.pin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/messages/{seq}/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** React to a message, or take the reaction back */
        put: operations["Messages.react"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/messages/{seq}/saved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep a message at hand, or no longer */
        put: operations["Own.save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/messages/{seq}/thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the thread of a message */
        post: operations["Threads.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/people/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search who reads a channel, to mention them */
        post: operations["Messages.people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/pins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the pinned messages of a channel */
        get: operations["Messages.pins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say how far I have read a channel */
        put: operations["Messages.markRead"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/scheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message later */
        post: operations["Own.schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circuits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what circuits of review wait for from me */
        get: operations["Circuits.waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all of my conversations */
        get: operations["Conversations.list"];
        put?: never;
        /** Begin a conversation with people */
        post: operations["Conversations.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/people/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search people to whom I may write */
        post: operations["Conversations.people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Name a conversation */
        put: operations["Conversations.rename"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who takes part in a conversation */
        get: operations["Conversations.participants"];
        put?: never;
        /** Add people to a conversation */
        post: operations["Conversations.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/participants/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Leave a conversation */
        delete: operations["Conversations.leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search people and teams to share with */
        post: operations["People.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a document */
        post: operations["Documents.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a file as a document */
        post: operations["Documents.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List templates */
        get: operations["Templates.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a document is */
        get: operations["Documents.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/circuits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the circuits of review of a document */
        get: operations["Circuits.list"];
        put?: never;
        /** Start a circuit of review on a document */
        post: operations["Circuits.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/circuits/{circuitId}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve my part of a circuit, or send the document back */
        post: operations["Circuits.act"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/circuits/{circuitId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a circuit of review */
        post: operations["Circuits.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/circuits/{circuitId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the version of a document that a circuit is about */
        get: operations["Circuits.content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/circuits/{circuitId}/signed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a signed version with its signature */
        get: operations["Circuits.signed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the comments on a document */
        get: operations["Comments.list"];
        put?: never;
        /** Comment words of a document */
        post: operations["Comments.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/comments/{commentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a comment with its thread */
        delete: operations["Comments.delete"];
        options?: never;
        head?: never;
        /** Resolve, reopen or assign a comment */
        patch: operations["Comments.change"];
        trace?: never;
    };
    "/api/v1/documents/{id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare two versions of a document */
        get: operations["Versions.compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/discussion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the discussion beside a document */
        post: operations["Channels.discussion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export a document as a file */
        get: operations["Exports.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add an image to a document */
        post: operations["Documents.addImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/images/{imageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an image of a document */
        get: operations["Documents.image"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the language of a document */
        put: operations["Documents.setLanguage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/numbered-titles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Number the titles of a document, or no longer */
        put: operations["Documents.setNumberedTitles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/suggestions-only": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Take suggestions only in a document, or let people write in it again */
        put: operations["Documents.setSuggestionsOnly"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/suggestions/authors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name the people who suggest changes in a document */
        post: operations["Suggestions.authors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a template asks for, and its text */
        get: operations["Templates.preview"];
        /** Say whether others make documents from a document */
        put: operations["Templates.mark"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a document as plain text */
        get: operations["Documents.text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of a document */
        get: operations["Versions.list"];
        put?: never;
        /** Name a version of a document */
        post: operations["Versions.name"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/versions/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a version of a document */
        get: operations["Versions.content"];
        put?: never;
        post?: never;
        /** Take the name of a version away */
        delete: operations["Versions.unname"];
        options?: never;
        head?: never;
        /** Rename a version of a document */
        patch: operations["Versions.rename"];
        trace?: never;
    };
    "/api/v1/documents/{id}/versions/{seq}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a version of a document */
        post: operations["Versions.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who has a duty */
        get: operations["Duties.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duties/{duty}/holders/{subjectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Entrust a person or a team with a duty */
        put: operations["Duties.grant"];
        post?: never;
        /** Withdraw a duty */
        delete: operations["Duties.withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/favourites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my favourites */
        get: operations["Favourites.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create an empty text, spreadsheet or presentation */
        post: operations["Office.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what there is to know of a file */
        get: operations["Files.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file */
        get: operations["Files.content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/editor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what is saved of a file that is open in the office editor, and by whom it is edited */
        get: operations["Office.state"];
        put?: never;
        /** Open a file in the office editor */
        post: operations["Office.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at a text of an office program as a page */
        get: operations["FilePreviews.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of a file */
        get: operations["FileVersions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/versions/{number}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a version of a file */
        get: operations["FileVersions.content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/versions/{number}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a version of a file */
        post: operations["FileVersions.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a folder */
        post: operations["Places.createFolder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people of a provider who wait to be recognised */
        get: operations["Federation.waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-merges/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Recognise a person of a provider as an account */
        post: operations["Federation.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-merges/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse to recognise a person of a provider */
        post: operations["Federation.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite a person */
        post: operations["People.invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the state of the organisation’s keys */
        get: operations["KeyCustody.state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/custody": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the state of the keys by a custodian’s address */
        post: operations["KeyCustody.byTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/custody/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the signed certificate of a destroyed key */
        post: operations["KeyCustody.certificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/custody/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree or refuse by a custodian’s address */
        post: operations["KeyCustody.decideByTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/custody/destruction/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw the agreed destruction by a custodian’s address */
        post: operations["KeyCustody.withdrawByTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/custody/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to open the keys by a custodian’s address */
        post: operations["KeyCustody.askByTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/destruction/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw the agreed destruction of the organisation’s key */
        post: operations["KeyCustody.withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the address by which a custodian comes in while the keys are closed */
        post: operations["KeyCustody.link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to close or open the organisation’s keys */
        post: operations["KeyCustody.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/requests/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree, as a second custodian of keys */
        post: operations["KeyCustody.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/requests/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what a custodian of keys asked for, or take one’s own back */
        post: operations["KeyCustody.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the external links of the organisation */
        get: operations["Links.all"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the external links of the organisation by name */
        post: operations["Links.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set after how many days new links end */
        put: operations["Links.configure"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{linkId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an external link of the organisation */
        delete: operations["Links.revokeAny"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{linkId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give back an external link of the organisation */
        post: operations["Links.restoreAny"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read my account */
        get: operations["Me.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what I say of myself: name, language, time zone, profile, presence */
        patch: operations["Me.update"];
        trace?: never;
    };
    "/api/v1/me/address-proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have my address proven by mail */
        post: operations["OwnAccount.proveAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/first-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put the organisation into service */
        put: operations["OwnAccount.setUp"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a passkey */
        post: operations["Security.addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to add a passkey */
        post: operations["Security.passkeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a passkey */
        delete: operations["Security.removePasskey"];
        options?: never;
        head?: never;
        /** Rename a passkey */
        patch: operations["Security.renamePasskey"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set my password */
        put: operations["OwnAccount.setPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set my photo */
        put: operations["Me.setPhoto"];
        post?: never;
        /** Remove my photo */
        delete: operations["Me.removePhoto"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make new recovery codes */
        post: operations["Security.renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how I sign in and where I am signed in */
        get: operations["Security.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End my other sessions */
        post: operations["Security.endOtherSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my sessions */
        delete: operations["Security.endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List one’s own tokens in use */
        get: operations["OwnTokens.list"];
        put?: never;
        /** Make a token for a program */
        post: operations["OwnTokens.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one’s own tokens */
        delete: operations["OwnTokens.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to add a code generator */
        post: operations["Security.beginTotp"];
        /** Remove my code generator */
        delete: operations["Security.removeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a code generator */
        post: operations["Security.confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what I am told */
        get: operations["Notifications.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/levels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read of which messages of a conversation I am told */
        get: operations["Notifications.getLevel"];
        /** Say of which messages of a conversation I want to be told */
        put: operations["Notifications.setLevel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the browsers that are woken when I am told something */
        get: operations["Notifications.listDevices"];
        /** Wake this browser when I am told something */
        put: operations["Notifications.addDevice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/push/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Wake a browser no longer */
        delete: operations["Notifications.removeDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark what I am told as read, or as unread */
        put: operations["Notifications.mark"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what I want to be told, and where */
        get: operations["Notifications.getSettings"];
        /** Say what I want to be told, and where */
        put: operations["Notifications.setSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what I have not read of it */
        get: operations["Notifications.unread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Receive no more mail about activity */
        post: operations["Notifications.unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation-export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how far the export of the whole organisation is */
        get: operations["OrganisationExports.state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation-export/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Take the whole organisation along as one archive */
        get: operations["OrganisationExports.download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation-export/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for an export of the whole organisation, to which an auditor agrees */
        post: operations["OrganisationExports.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read whether the organisation ends, and what may be done about it */
        get: operations["Ending.state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation/end/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to the end of the organisation: its 21 days of notice begin */
        post: operations["Ending.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation/end/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse the end of the organisation */
        post: operations["Ending.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation/end/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for the end of the organisation, to which a custodian of keys agrees */
        post: operations["Ending.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation/end/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the notice of the organisation’s end back, or the request for it */
        post: operations["Ending.withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what holds for the people of the organisation */
        get: operations["Organisation.get"];
        /** Set what holds for the people of the organisation */
        put: operations["Organisation.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how much the organisation keeps, and the quotas that hold for all */
        get: operations["Quotas.ofOrganisation"];
        /** Set the quotas of people and spaces that have none of their own */
        put: operations["Quotas.setDefaults"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation/storage/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the largest files of the organisation */
        get: operations["Quotas.listFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation/storage/spaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the spaces of the organisation by the room they take */
        get: operations["Quotas.listSpaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people */
        get: operations["People.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search people by name or address */
        post: operations["People.find"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a colleague says of themselves */
        get: operations["Profiles.card"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the account of a person */
        post: operations["People.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the closed account of a person again */
        post: operations["People.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand over what a closed account alone managed */
        post: operations["People.handOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the photo of a colleague */
        get: operations["Profiles.photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/sign-in-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a sign-in link for a person */
        post: operations["People.createLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the newest resources that I can see */
        get: operations["Resources.recent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/shared": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what others shared with me */
        get: operations["Resources.shared"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a resource and where it stands */
        get: operations["Resources.get"];
        put?: never;
        post?: never;
        /** Delete for good what is in the bin */
        delete: operations["Bin.purge"];
        options?: never;
        head?: never;
        /** Rename or move a resource */
        patch: operations["Resources.update"];
        trace?: never;
    };
    "/api/v1/resources/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who has access to a resource, and why */
        get: operations["Grants.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/access-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List requests for access to a resource */
        get: operations["Requests.ofResource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/break-glass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who reads a place by break-glass access */
        get: operations["BreakGlass.here"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what stands in a place */
        get: operations["Resources.children"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/citations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the documents that link to a resource */
        get: operations["Citations.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy a file or folder */
        post: operations["Copies.copy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/favourite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a resource to my favourites, or take it away */
        put: operations["Favourites.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/grants/{subjectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give access to a resource */
        put: operations["Grants.set"];
        post?: never;
        /** Withdraw access to a resource */
        delete: operations["Grants.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/grants/{subjectId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give back access that was withdrawn */
        post: operations["Grants.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the external links of a resource */
        get: operations["Links.list"];
        put?: never;
        /** Create an external link */
        post: operations["Links.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/links/{linkId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an external link */
        delete: operations["Links.revoke"];
        options?: never;
        head?: never;
        /** Change an external link */
        patch: operations["Links.change"];
        trace?: never;
    };
    "/api/v1/resources/{id}/links/{linkId}/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the address of an external link of mine */
        get: operations["Links.address"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/links/{linkId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give back an external link */
        post: operations["Links.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/marking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how a resource is marked, and what another marking would change */
        get: operations["Markings.get"];
        /** Mark a resource and all that stands in it */
        put: operations["Markings.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/marking/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree that a marking be lowered, refuse it, or withdraw one’s own request */
        post: operations["Markings.answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/move-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who would gain and lose access by a move */
        get: operations["Resources.previewMove"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a resource out of the bin */
        post: operations["Resources.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/restriction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say who would lose access by restricting a resource, or gain it by the end of that */
        get: operations["Grants.previewRestriction"];
        /** Restrict a resource to those named on it, or restore what it inherits */
        put: operations["Grants.restrict"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how much room a place has, and how much is taken */
        get: operations["Quotas.ofPlace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources/{id}/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a resource into the bin */
        post: operations["Resources.moveToTrash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a person has access to, and why */
        get: operations["Rights.person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/resources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who has access to any resource, and why */
        get: operations["Rights.resource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rights/resources/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the external links that open any resource */
        get: operations["Rights.links"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List custom roles */
        get: operations["Roles.list"];
        put?: never;
        /** Create a custom role */
        post: operations["Roles.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a custom role */
        put: operations["Roles.change"];
        post?: never;
        /** Delete a custom role */
        delete: operations["Roles.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the messages that I keep at hand */
        get: operations["Own.savedMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scheduled-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my messages that wait */
        get: operations["Own.scheduledMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scheduled-messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back a message that waits */
        delete: operations["Own.unschedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search documents, files, messages and places */
        post: operations["Search.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a one-use link */
        post: operations["Auth.byLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/link-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a sign-in link */
        post: operations["Auth.requestLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/oidc/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Begin to sign in at a provider */
        get: operations["Federation.start"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/oidc/{provider}/backchannel-logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out at the word of a provider */
        post: operations["Federation.backChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/oidc/{provider}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Come back from a provider */
        get: operations["Federation.callback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/oidc/{provider}/signed-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Come back from signing out at a provider */
        get: operations["Federation.signedOut"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey */
        post: operations["FactorAuth.byPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in with a passkey */
        post: operations["FactorAuth.passkeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a password */
        post: operations["Auth.byPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the providers by which one signs in */
        get: operations["Federation.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the second proof of a sign-in */
        post: operations["FactorAuth.secondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out here, and learn where to at the provider */
        post: operations["SignOut.signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List spaces */
        get: operations["Places.list"];
        put?: never;
        /** Create a space */
        post: operations["Places.createSpace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{id}/guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the guests of a space */
        get: operations["Guests.list"];
        put?: never;
        /** Invite a guest to a space */
        post: operations["Guests.invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{id}/guests/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what a guest of a space would see */
        get: operations["Guests.preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{id}/guests/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the guests of a space */
        post: operations["Guests.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{id}/guests/{personId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Set when a guest ends */
        patch: operations["Guests.setEnd"];
        trace?: never;
    };
    "/api/v1/storage/quotas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the quota of a person or a space */
        get: operations["Quotas.get"];
        /** Set the quota of a person or a space */
        put: operations["Quotas.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List teams */
        get: operations["Teams.list"];
        put?: never;
        /** Create a team */
        post: operations["Teams.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search teams by name */
        post: operations["Teams.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a team */
        get: operations["Teams.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members of a team */
        get: operations["Teams.members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}/members/{personId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a member to a team */
        put: operations["Teams.addMember"];
        post?: never;
        /** Remove a member from a team */
        delete: operations["Teams.removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/threads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a thread and where it stands */
        get: operations["Threads.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/threads/{id}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Follow a thread, or stop following it */
        put: operations["Threads.follow"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is in the bin */
        get: operations["Bin.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Come in by an external link */
        post: operations["Links.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccessEntry: {
            subject: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "person" | "team" | "everyone";
                name: string;
                /** @constant */
                external?: true;
                /** Format: uuid */
                photo?: string;
            };
            /** @enum {string} */
            role: "reader" | "commenter" | "suggester" | "editor" | "manager";
            customRole: components["schemas"]["CustomRoleSummary"] | null;
            expiresAt: string | null;
            from: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "space" | "folder" | "document" | "file" | "channel";
                name: string | null;
            };
            grantedBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            grantedAt: string;
        };
        AccessList: {
            items: components["schemas"]["AccessEntry"][];
            next: string | null;
            /** @enum {string} */
            myRole: "reader" | "commenter" | "suggester" | "editor" | "manager";
            myActs: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
            restricted: boolean;
        };
        AccessReason: {
            /** @enum {string} */
            role: "reader" | "commenter" | "suggester" | "editor" | "manager";
            customRole: components["schemas"]["CustomRoleSummary"] | null;
            expiresAt: string | null;
            subject: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "person" | "team" | "everyone";
                name: string;
            };
            through: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            from: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "space" | "folder" | "document" | "file" | "channel";
                name: string | null;
            };
            grantedBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            grantedAt: string;
        };
        AccessRequest: {
            /** Format: uuid */
            id: string;
            person: components["schemas"]["Person"];
            resource: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "space" | "folder" | "document" | "file" | "channel";
                name: string;
            };
            /** Format: date-time */
            requestedAt: string;
        };
        AccessRequests: {
            items: components["schemas"]["AccessRequest"][];
            next: string | null;
        };
        AccountNotice: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "link-shown" | "handed-over" | "identity-merged" | "address-changed" | "organisation-ends" | "organisation-ends-in-a-week" | "organisation-ends-tomorrow" | "organisation-stays";
            /** Format: date-time */
            at: string;
            by: string | null;
            approvedBy: string | null;
        };
        AdministeredAntivirus: {
            configured: boolean;
            version: string | null;
            awaySince: string | null;
            waiting: number;
            oldestWaiting: string | null;
        };
        AdministeredMail: {
            relay: string | null;
            downSince: string | null;
            trouble: ("unreachable" | "no-starttls" | "certificate" | "login" | "refused") | null;
            late: boolean;
            waiting: number;
        };
        AdministeredOrganisation: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
            people: number;
        };
        AdministeredOrganisations: {
            items: components["schemas"]["AdministeredOrganisation"][];
            next: string | null;
        };
        AdministeredProvider: {
            id: string;
            kind: string;
            name: string;
            place: string;
            answers: boolean;
            problem: {
                detail: {
                    fr: string;
                    en: string;
                };
                remedy: {
                    fr: string;
                    en: string;
                } | null;
            } | null;
        };
        AdministeredProviders: {
            items: components["schemas"]["AdministeredProvider"][];
            next: string | null;
        };
        AdministeredSession: {
            /** Format: uuid */
            id: string;
            person: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            method: string;
            strong: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastSeenAt: string;
        };
        AdministeredSessions: {
            items: components["schemas"]["AdministeredSession"][];
            next: string | null;
        };
        AdministeredToken: {
            /** Format: uuid */
            id: string;
            person: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            scopes: string[];
            /** Format: date-time */
            createdAt: string;
            lastSeenAt: string | null;
            expiresAt: string | null;
        };
        AdministeredTokens: {
            items: components["schemas"]["AdministeredToken"][];
            next: string | null;
        };
        AdministrationProviders: {
            items: {
                id: string;
                name: string;
            }[];
            next: string | null;
        };
        AdministratorMe: {
            administrator: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string;
            };
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            everywhere: boolean;
        };
        AdministratorRow: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            orgId: string;
            name: string;
            email: string;
            everywhere: boolean;
            enrolled: boolean;
            /** Format: date-time */
            createdAt: string;
            lastSeenAt: string | null;
            disabledAt: string | null;
        };
        Administrators: {
            items: components["schemas"]["AdministratorRow"][];
            next: string | null;
        };
        AgreedSettings: {
            settings: {
                variable: string;
                value: string;
                agreedValue: string | null;
            }[];
            /** @enum {string} */
            state: "agreed" | "waiting" | "unasked";
            agreement: {
                askedBy: string;
                agreedBy: string;
                /** Format: date-time */
                at: string;
            } | null;
        };
        Approval: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            act: "sign-in-link" | "administrator-link" | "hand-over" | "identity-merge" | "organisation-export" | "settings";
            target: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            to: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            /** Format: date-time */
            expiresAt: string;
            approved: boolean;
            mine: boolean;
        };
        Approvals: {
            items: components["schemas"]["Approval"][];
            next: string | null;
        };
        AuditAnchor: {
            /** @enum {string} */
            kind: "folder" | "mail" | "time-stamp" | "bucket" | "syslog";
            keptAt: string | null;
            number: number | null;
            failingSince: string | null;
        };
        AuditEntries: {
            items: components["schemas"]["AuditEntry"][];
            next: string | null;
        };
        AuditEntry: {
            number: number;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            sealedAt: string;
            action: string;
            actor: components["schemas"]["Person"] | null;
            actorErased: boolean;
            target: {
                /** Format: uuid */
                id: string;
                kind: string;
                name: string | null;
            } | null;
            targetErased: boolean;
            details: Record<string, never>;
            mentions: {
                /** Format: uuid */
                id: string;
                kind: string;
                name: string | null;
            }[];
            /** @enum {string} */
            origin: "service" | "old" | "stranger";
            hash: string;
        };
        AuditFinding: {
            /** @enum {string} */
            kind: "entries-missing" | "entry-doubled" | "entry-changed" | "entry-inserted" | "old-entry-misplaced" | "erasure-unexplained" | "end-missing" | "end-forged" | "end-differs" | "checkpoint-forged" | "checkpoint-differs" | "behind-anchor" | "anchor-differs" | "time-stamp-forged" | "clock-set-back";
            number: number;
        };
        AuditState: {
            entries: number;
            waiting: number;
            fingerprint: string;
            isVerifying: boolean;
            verification: {
                /** Format: date-time */
                at: string;
                through: number;
                old: number;
                anchored: boolean;
                stamped: {
                    number: number;
                    /** Format: date-time */
                    at: string;
                } | null;
                findings: components["schemas"]["AuditFinding"][];
            } | null;
            anchors: components["schemas"]["AuditAnchor"][];
        };
        BinPage: {
            items: components["schemas"]["Resource"][];
            next: string | null;
            keptDays: number;
        };
        BreakGlass: {
            /** Format: uuid */
            id: string;
            resource: {
                /** Format: uuid */
                id: string;
                kind: string | null;
                name: string | null;
            };
            reason: string;
            hours: number;
            askedBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            askedAt: string;
            /** @enum {string} */
            state: "asked" | "refused" | "lapsed" | "running" | "ended";
            decidedBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            endsAt: string;
            endedAt: string | null;
            mine: boolean;
        };
        BreakGlassHere: {
            running: {
                /** Format: uuid */
                id: string;
                person: components["schemas"]["Person"] | null;
                approvedBy: components["schemas"]["Person"] | null;
                /** Format: date-time */
                endsAt: string;
                mayEnd: boolean;
            }[];
        };
        BreakGlasses: {
            items: components["schemas"]["BreakGlass"][];
            next: string | null;
        };
        Ceremony: {
            options: Record<string, never>;
        };
        ChangedGrant: {
            through: components["schemas"]["AccessEntry"][];
        };
        Channel: {
            /** Format: uuid */
            id: string;
            parentId: string | null;
            name: string;
            documentId: string | null;
            lastSeq: number;
            readSeq: number;
            canPost: boolean;
            lastAt: string | null;
            internal: boolean;
            readOutside: boolean;
            canOpen: boolean;
            restricted: boolean;
            archivedAt: string | null;
            canArchive: boolean;
        };
        Channels: {
            items: components["schemas"]["Channel"][];
            next: string | null;
        };
        Circuit: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "open" | "approved" | "done" | "returned" | "cancelled";
            seq: number;
            title: string;
            word: string;
            startedBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
            cancelledBy: components["schemas"]["Person"] | null;
            step: number;
            steps: {
                /** @enum {string} */
                kind: "reading" | "visa" | "signature";
                due: string | null;
                people: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                    act: {
                        /** @enum {string} */
                        kind: "approve" | "return";
                        /** Format: date-time */
                        at: string;
                        reason: string;
                    } | null;
                    reads: boolean;
                }[];
            }[];
            changed: boolean;
            mayRead: boolean;
            mayAct: boolean;
            mayCancel: boolean;
        };
        CircuitContent: {
            circuit: components["schemas"]["Circuit"];
            content: unknown;
        };
        CircuitPart: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            circuitId: string;
            document: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** @enum {string} */
            kind: "reading" | "visa" | "signature";
            due: string | null;
            startedBy: components["schemas"]["Person"] | null;
        };
        CircuitParts: {
            items: components["schemas"]["CircuitPart"][];
            next: string | null;
        };
        Circuits: {
            items: components["schemas"]["Circuit"][];
            next: string | null;
        };
        Comment: {
            /** Format: uuid */
            id: string;
            version: number;
            words: string;
            root: components["schemas"]["Message"];
            lastSeq: number;
            resolved: {
                by: components["schemas"]["Person"] | null;
                /** Format: date-time */
                at: string;
            } | null;
            assignee: components["schemas"]["Person"] | null;
            mayResolve: boolean;
            mayDelete: boolean;
        };
        Comments: {
            items: components["schemas"]["Comment"][];
            next: string | null;
        };
        Comparison: {
            from: number;
            to: number;
            /** @enum {string} */
            kind: "prose" | "text";
            content: unknown;
            changes: components["schemas"]["VersionChange"][];
            people: components["schemas"]["Person"][];
            added: number;
            removed: number;
            /** @enum {string} */
            method: "journal" | "text";
        };
        Conversation: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "channel" | "direct";
            name: string;
            people: components["schemas"]["Person"][];
            parentId: string | null;
            space: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            documentId: string | null;
            draft: components["schemas"]["Draft"] | null;
            restricted: boolean;
            lastSeq: number;
            readSeq: number;
            lastAt: string | null;
        };
        ConversationEvent: {
            /** @enum {string} */
            kind: "added" | "left" | "renamed";
            people?: components["schemas"]["Person"][];
            name?: string;
        };
        ConversationPeople: {
            items: components["schemas"]["Person"][];
            teams: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            count: number;
        };
        Conversations: {
            items: components["schemas"]["Conversation"][];
            next: string | null;
        };
        CopiedResource: {
            /** Format: uuid */
            id: string;
            leftOut: number;
        };
        Created: {
            /** Format: uuid */
            id: string;
        };
        CreatedLink: {
            /** Format: uuid */
            id: string;
            /** Format: uri */
            link: string;
        };
        CreatedOrganisation: {
            /** @enum {string} */
            delivery: "mailed" | "shown" | "waiting" | "none";
            link: string | null;
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
        };
        CreatedToken: {
            /** Format: uuid */
            id: string;
            name: string | null;
            scopes: ("documents" | "files" | "messages" | "admin" | "scim" | "all")[];
            /** Format: date-time */
            createdAt: string;
            lastSeenAt: string | null;
            expiresAt: string | null;
            secret: string;
        };
        CustodyLink: {
            /** Format: uri */
            link: string;
            /** Format: date-time */
            expiresAt: string;
        };
        CustomRole: {
            /** Format: uuid */
            id: string;
            name: string;
            acts: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
            version: number;
            /** @enum {string} */
            base: "reader" | "commenter" | "suggester" | "editor";
            rights: number | null;
        };
        CustomRoleSummary: {
            /** Format: uuid */
            id: string;
            name: string;
            acts: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
        };
        CustomRoles: {
            items: components["schemas"]["CustomRole"][];
            next: string | null;
        };
        DirectoryResult: {
            items: components["schemas"]["Subject"][];
            next: string | null;
        };
        Discussion: {
            /** Format: uuid */
            channelId: string;
        };
        Document: {
            resource: components["schemas"]["Resource"];
            /** @enum {string} */
            kind: "prose" | "text";
            epoch: number;
            template: boolean;
            seq: number;
        };
        Draft: {
            text: string;
            mentions?: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @constant */
                external?: true;
                /** Format: uuid */
                photo?: string;
                /** @constant */
                team?: true;
            }[];
        };
        DutyHolder: {
            /** @enum {string} */
            duty: "auditor" | "key-custodian";
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "person" | "team";
            name: string;
            grantedBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            grantedAt: string;
        };
        DutyHolders: {
            items: components["schemas"]["DutyHolder"][];
            next: string | null;
        };
        Enrolling: {
            name: string;
            email: string;
        };
        EnrolmentLink: {
            /** @enum {string} */
            delivery: "mailed" | "shown" | "waiting" | "none";
            link: string | null;
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
        };
        ExternalLink: {
            /** Format: uuid */
            id: string;
            version: number;
            name: string;
            /** @enum {string} */
            role: "reader" | "commenter" | "suggester" | "editor" | "manager";
            customRole: components["schemas"]["CustomRoleSummary"] | null;
            resource: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "space" | "folder" | "document" | "file" | "channel";
                name: string | null;
            };
            hasPassword: boolean;
            expiresAt: string | null;
            maxUses: number | null;
            uses: number;
            over: ("expired" | "used-up") | null;
            createdBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            createdAt: string;
            lastUsedAt: string | null;
            mayShow: boolean;
        };
        ExternalLinkPage: {
            items: components["schemas"]["ExternalLink"][];
            next: string | null;
        };
        ExternalLinks: {
            items: components["schemas"]["ExternalLink"][];
            next: string | null;
            days: number | null;
        };
        File: {
            /** Format: uuid */
            id: string;
            name: string;
            mediaType: string;
            size: number;
            etag: string;
            /** Format: date-time */
            writtenAt: string;
        };
        FileVersion: {
            number: number;
            size: number;
            mediaType: string;
            restoredFrom: number | null;
            createdBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            createdAt: string;
        };
        FileVersions: {
            items: components["schemas"]["FileVersion"][];
            next: string | null;
        };
        Guest: {
            version: number;
            person: components["schemas"]["Person"];
            email: string;
            sponsor: components["schemas"]["Person"] | null;
            /** Format: date-time */
            endsAt: string;
            over: boolean;
            /** Format: date-time */
            invitedAt: string;
            lastSeenAt: string | null;
        };
        GuestPreview: {
            documents: number;
            files: number;
            discussions: number;
        };
        Guests: {
            items: components["schemas"]["Guest"][];
            next: string | null;
        };
        HandOverResult: {
            waiting: boolean;
            count: number;
        };
        IdentityMerge: {
            /** Format: uuid */
            id: string;
            person: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string;
            };
            provider: string;
            waiting: boolean;
            claims: {
                name: string;
                email: string | null;
                siret: string | null;
                organisation: string | null;
            };
            /** Format: date-time */
            askedAt: string;
        };
        IdentityMerges: {
            items: components["schemas"]["IdentityMerge"][];
            next: string | null;
        };
        ImageResult: {
            /** Format: uuid */
            id: string;
        };
        ImportReport: {
            losses: {
                key: string;
                count: number;
            }[];
        };
        ImportResult: {
            /** Format: uuid */
            id: string;
            report: components["schemas"]["ImportReport"];
        };
        InvitationResult: {
            /** @enum {string} */
            delivery: "mailed" | "shown" | "waiting" | "none";
            link: string | null;
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
        };
        KeyActAnswer: {
            done: boolean;
            expiresAt: string | null;
        };
        KeyCertificate: {
            /** @constant */
            kind: "key-destruction";
            report: string;
            /** @constant */
            algorithm: "Ed25519";
            signature: string;
            publicKey: string;
        };
        KeyCustody: {
            organisation: {
                /** Format: uuid */
                id: string;
                name: string | null;
            };
            provider: {
                /** @enum {string} */
                kind: "file" | "transit" | "pkcs11";
                answers: boolean;
                /** Format: date-time */
                since: string;
                ownKey: boolean;
                key: {
                    name: string;
                    version: number | null;
                    extractable: boolean;
                } | null;
            };
            renewedAt: string | null;
            closed: boolean;
            custodians: {
                /** Format: uuid */
                id: string;
                name: string | null;
            }[];
            requests: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                act: "keys-close" | "keys-open" | "keys-destroy";
                askedBy: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                };
                /** Format: date-time */
                askedAt: string;
                /** Format: date-time */
                expiresAt: string;
                mine: boolean;
            }[];
            destruction: {
                /** @enum {string} */
                state: "planned" | "running" | "waiting" | "done";
                askedBy: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                };
                approvedBy: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                };
                /** Format: date-time */
                dueAt: string;
                startedAt: string | null;
                doneAt: string | null;
                obstacle: ("refused" | "down" | "opens") | null;
                keyName: string | null;
            } | null;
            undestroyable: ("shared" | "moving" | "alone") | null;
            destructionHours: number;
            acts: {
                action: string;
                /** Format: date-time */
                at: string;
                by: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                } | null;
            }[];
        };
        Leaving: {
            /** Format: uri */
            location: string;
        };
        LinkAddress: {
            /** Format: uri */
            link: string;
        };
        MarkedNotifications: {
            ids: string[];
        };
        MarkingState: {
            /** @enum {string} */
            marking: "none" | "sensitive" | "restricted";
            /** @enum {string} */
            least: "none" | "sensitive" | "restricted";
            /** @enum {string} */
            ceiling: "none" | "sensitive" | "restricted";
            links: number;
            guests: number;
            decidedBy: components["schemas"]["Person"] | null;
            decidedAt: string | null;
            takesTwo: boolean;
            request: {
                /** @enum {string} */
                marking: "none" | "sensitive" | "restricted";
                reason: string;
                askedBy: components["schemas"]["Person"] | null;
                /** Format: date-time */
                askedAt: string;
                /** Format: date-time */
                expiresAt: string;
                mine: boolean;
            } | null;
        };
        Me: {
            version: number;
            person: {
                /** Format: uuid */
                id: string;
                name: string;
                email: string;
                /** Format: uuid */
                photo?: string;
            };
            profile: components["schemas"]["Profile"];
            hidesPresence: boolean;
            emailProven: boolean;
            notices: components["schemas"]["AccountNotice"][];
            organisation: {
                /** Format: uuid */
                id: string;
                name: string;
                hidesPresence: boolean;
                endsAt: string | null;
            };
            capabilities: string[];
            videoCallUrl: string | null;
            /** @enum {string} */
            locale: "fr" | "en";
            timeZone: string;
            hasPassword: boolean;
            personalSpaceId: string | null;
            visit?: {
                /** Format: uuid */
                resourceId: string;
                /** @enum {string} */
                kind: "space" | "folder" | "document" | "file" | "channel";
                /** Format: date-time */
                expiresAt: string;
            };
        };
        Message: {
            /** Format: uuid */
            id: string;
            seq: number;
            /** Format: uuid */
            clientId: string;
            author: components["schemas"]["Person"] | null;
            text: string;
            /** Format: date-time */
            at: string;
            quote?: number;
            files?: components["schemas"]["SentFile"][];
            event?: components["schemas"]["ConversationEvent"];
            /** @constant */
            imported?: true;
            mentions?: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @constant */
                external?: true;
                /** Format: uuid */
                photo?: string;
                /** @constant */
                team?: true;
            }[];
            version?: number;
            /** Format: date-time */
            editedAt?: string;
            deleted?: {
                by: components["schemas"]["Person"] | null;
                /** Format: date-time */
                at: string;
            };
            reactions?: {
                /** @enum {string} */
                sign: "agreed" | "seen" | "thanks" | "bravo" | "question" | "redo" | "👍" | "👎" | "👏" | "🙏" | "💪" | "👋" | "🙌" | "🤝" | "✌️" | "🤞" | "👌" | "👀" | "😀" | "😂" | "🙂" | "😉" | "😍" | "🤔" | "😮" | "😢" | "😅" | "😎" | "🤯" | "😴" | "❤️" | "💡" | "🔥" | "🎉" | "🚀" | "⭐" | "☕" | "🌱" | "🎂" | "🏆" | "📌" | "📎" | "✅" | "❌" | "⚠️" | "❓" | "❗" | "⏳" | "⏰" | "📅" | "🔒" | "🔗" | "➕" | "💯";
                count: number;
                people: components["schemas"]["Person"][];
                others?: string[];
            }[];
            pinned?: {
                by: components["schemas"]["Person"] | null;
                /** Format: date-time */
                at: string;
            };
            thread?: {
                /** Format: uuid */
                id: string;
                replies: number;
                /** Format: date-time */
                lastAt: string;
                people: components["schemas"]["Person"][];
            };
        };
        MessageChange: {
            seq: number;
            text?: string;
            mentions?: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @constant */
                external?: true;
                /** Format: uuid */
                photo?: string;
                /** @constant */
                team?: true;
            }[];
            version: number;
            /** Format: date-time */
            editedAt?: string;
            deleted?: {
                by: components["schemas"]["Person"] | null;
                /** Format: date-time */
                at: string;
            };
            reactions?: {
                /** @enum {string} */
                sign: "agreed" | "seen" | "thanks" | "bravo" | "question" | "redo" | "👍" | "👎" | "👏" | "🙏" | "💪" | "👋" | "🙌" | "🤝" | "✌️" | "🤞" | "👌" | "👀" | "😀" | "😂" | "🙂" | "😉" | "😍" | "🤔" | "😮" | "😢" | "😅" | "😎" | "🤯" | "😴" | "❤️" | "💡" | "🔥" | "🎉" | "🚀" | "⭐" | "☕" | "🌱" | "🎂" | "🏆" | "📌" | "📎" | "✅" | "❌" | "⚠️" | "❓" | "❗" | "⏳" | "⏰" | "📅" | "🔒" | "🔗" | "➕" | "💯";
                count: number;
                people: components["schemas"]["Person"][];
                others?: string[];
            }[];
            pinned?: {
                by: components["schemas"]["Person"] | null;
                /** Format: date-time */
                at: string;
            };
            thread?: {
                /** Format: uuid */
                id: string;
                replies: number;
                /** Format: date-time */
                lastAt: string;
                people: components["schemas"]["Person"][];
            };
        };
        MessageEdits: {
            items: {
                text: string;
                /** Format: date-time */
                at: string;
            }[];
            next: string | null;
        };
        MessageFile: {
            /** Format: uuid */
            id: string;
            name: string;
            size: number;
            mediaType: string;
        };
        Messages: {
            items: components["schemas"]["Message"][];
            next: number | null;
            changes: number;
        };
        MovePreview: {
            gains: {
                items: {
                    subject: {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "person" | "team" | "everyone";
                        name: string;
                        /** @constant */
                        external?: true;
                        /** Format: uuid */
                        photo?: string;
                    };
                    before: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
                    after: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
                }[];
                more: number;
                links: number;
            };
            losses: {
                items: {
                    subject: {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "person" | "team" | "everyone";
                        name: string;
                        /** @constant */
                        external?: true;
                        /** Format: uuid */
                        photo?: string;
                    };
                    before: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
                    after: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
                }[];
                more: number;
                links: number;
            };
            refusal: ("gives" | "leaves-space" | "beyond-own") | null;
        };
        NamedVersion: {
            seq: number;
            mark: components["schemas"]["VersionMark"];
        };
        NewTotp: {
            secret: string;
            uri: string;
        };
        Notification: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "mention" | "reply" | "direct" | "comment" | "comment-assigned" | "access-given" | "access-requested" | "access-answered" | "team-joined" | "circuit-asked" | "circuit-due" | "circuit-returned" | "circuit-approved" | "file-blocked" | "break-glass-begun" | "break-glass-ended";
            /** Format: date-time */
            at: string;
            read: boolean;
            actor: components["schemas"]["Person"] | null;
            resource: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "space" | "folder" | "document" | "file" | "channel" | "direct";
                name: string;
                parentId: string | null;
                /** @enum {string} */
                role: "reader" | "commenter" | "suggester" | "editor" | "manager";
            } | null;
            team: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            messages: {
                /** Format: uuid */
                conversationId: string;
                seq: number;
                count: number;
                root: number | null;
            } | null;
        };
        NotificationLevel: {
            /** @enum {string} */
            level: "all" | "mentions" | "nothing";
        };
        NotificationSettings: {
            kinds: {
                /** @enum {string} */
                kind: "mention" | "reply" | "direct" | "comment" | "comment-assigned" | "access-given" | "access-requested" | "access-answered" | "team-joined" | "circuit-asked" | "circuit-due" | "circuit-returned" | "circuit-approved" | "file-blocked" | "break-glass-begun" | "break-glass-ended";
                page: boolean;
                /** @default true */
                push: boolean;
                /** @enum {string} */
                mail: "now" | "daily" | "never";
            }[];
            quiet: components["schemas"]["QuietHours"] | null;
        };
        Notifications: {
            items: components["schemas"]["Notification"][];
            next: string | null;
        };
        OfficeSession: {
            action: string;
            accessToken: string;
            accessTokenTtl: number;
            /** @enum {string} */
            mode: "edit" | "view";
            version: number;
        };
        OfficeState: {
            version: number;
            /** Format: date-time */
            savedAt: string;
            savedBy: components["schemas"]["Person"] | null;
            mayWrite: boolean;
            /** Format: date-time */
            at: string;
            savedFrom: string | null;
            editors: components["schemas"]["Person"][];
            failure: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                reason: "lock" | "conflict" | "rights" | "full" | "service";
            } | null;
        };
        OpenSession: {
            /** Format: uuid */
            id: string;
            method: string;
            strong: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            current: boolean;
        };
        OpenedLink: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "space" | "folder" | "document" | "file" | "channel";
        };
        OrganisationEnd: {
            /** @enum {string} */
            state: "none" | "asked" | "noticed";
            endsAt: string | null;
            facts: {
                reason: string;
                askedBy: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                };
                /** Format: date-time */
                askedAt: string;
                approvedBy: {
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                } | null;
                expiresAt: string | null;
                mine: boolean;
            } | null;
            may: {
                ask: boolean;
                agree: boolean;
                withdraw: boolean;
            };
            keyStays: ("shared" | "moving") | null;
        };
        OrganisationExport: {
            /** @enum {string} */
            state: "none" | "waiting" | "agreed";
            until: string | null;
            last: {
                /** Format: date-time */
                begunAt: string;
                /** @enum {string} */
                state: "running" | "broken" | "done";
                finishedAt: string | null;
                entries: number;
                bytes: number;
                leftOut: number | null;
                list: string | null;
            } | null;
        };
        OrganisationSettings: {
            hidesPresence: boolean;
            quiet: components["schemas"]["QuietHours"] | null;
        };
        OrganisationStorage: {
            personMaxBytes: number | null;
            spaceMaxBytes: number | null;
            usedBytes: number;
            maxBytes: number | null;
        };
        Participants: {
            people: components["schemas"]["Person"][];
            canChange: boolean;
        };
        Passkey: {
            /** Format: uuid */
            id: string;
            version: number;
            name: string;
            /** Format: date-time */
            createdAt: string;
            lastUsedAt: string | null;
            synced: boolean;
        };
        People: {
            items: components["schemas"]["PersonRow"][];
            next: string | null;
            total: number;
        };
        Person: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @constant */
            external?: true;
            /** Format: uuid */
            photo?: string;
        };
        PersonCard: {
            jobTitle: string | null;
            department: string | null;
            workingHours: components["schemas"]["WorkingHours"] | null;
            person: components["schemas"]["Person"];
            email: string;
            timeZone: string;
        };
        PersonRight: {
            resource: components["schemas"]["ResourceSummary"];
            /** @enum {string} */
            role: "reader" | "commenter" | "suggester" | "editor" | "manager";
            reasons: components["schemas"]["AccessReason"][];
        };
        PersonRights: {
            items: components["schemas"]["PersonRight"][];
            next: string | null;
            person: components["schemas"]["Person"];
            seat: {
                /** @enum {string} */
                kind: "member" | "admin" | "guest";
                endsAt: string | null;
                over: boolean;
            };
            closed: boolean;
        };
        PersonRow: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
            admin: boolean;
            /** @constant */
            external?: true;
            /** Format: uuid */
            photo?: string;
            /** Format: date-time */
            createdAt: string;
            lastSeenAt: string | null;
            pending: boolean;
            linkRequestedAt: string | null;
            disabledAt: string | null;
            deleted: boolean;
            manager: components["schemas"]["Person"] | null;
        };
        Pins: {
            items: components["schemas"]["Message"][];
            next: string | null;
        };
        Place: {
            resource: components["schemas"]["Resource"];
            breadcrumb: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "space" | "folder" | "document" | "file" | "channel";
                name: string;
            }[];
            outside: boolean;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "request.invalid" | "request.headers-too-large" | "request.unprocessable" | "request.unauthenticated" | "request.foreign-origin" | "request.not-found" | "request.method-not-allowed" | "request.cursor-unknown" | "request.conflict" | "request.precondition-required" | "request.too-slow" | "request.too-large" | "request.unsupported-encoding" | "request.too-many" | "request.idempotency-mismatch" | "server.unavailable" | "server.busy" | "server.failure" | "sign-in.failed" | "sign-in.directory-down" | "sign-in.link-used" | "sign-in.wait" | "sign-in.code-failed" | "sign-in.step-expired" | "sign-in.passkey-failed" | "sign-in.not-fresh" | "administration.self" | "administration.closed" | "factor.last-way-in" | "factor.too-many" | "token.too-many" | "factor.passkey-exists" | "factor.totp-exists" | "factor.totp-unknown" | "sign-in.logout-token" | "password.too-short" | "password.of-directory" | "password.too-common" | "account.exists" | "account.unknown" | "account.several" | "approval.other-person" | "account.last-administrator" | "account.active" | "organisation.unknown" | "organisation.not-empty" | "organisation.export-changed" | "profile.not-photo" | "resource.name-taken" | "resource.wrong-parent" | "resource.move-gives" | "resource.too-deep" | "access.last-manager" | "access.inherits-nothing" | "access.undo-over" | "access.unknown-subject" | "access.guest-role" | "access.unknown-role" | "access.beyond-own" | "role.too-many" | "role.name-taken" | "role.widens" | "link.unusable" | "link.password" | "link.wrong-kind" | "link.too-many" | "guest.too-many" | "marking.forbids-outside" | "marking.forbids-export" | "marking.forbids-editor" | "marking.above-ceiling" | "marking.below-place" | "marking.reason-needed" | "duty.incompatible" | "duty.too-many" | "review.over" | "review.decided" | "review.own-right" | "review.not-lower" | "review.reviewer" | "review.too-large" | "review.too-many" | "break-glass.needless" | "break-glass.too-many" | "circuit.open" | "circuit.moved" | "circuit.empty" | "circuit.cannot-read" | "circuit.over" | "circuit.not-yours" | "collab.epoch" | "collab.read-only" | "collab.suggest-only" | "collab.malformed" | "collab.leased" | "collab.too-fast" | "collab.gap" | "collab.too-large" | "collab.full" | "comment.words-changed" | "comment.too-many" | "comment.answered" | "version.named" | "version.too-large" | "export.too-large" | "preview.unreadable" | "preview.locked" | "preview.unsafe" | "preview.too-large" | "import.corrupt" | "import.encrypted" | "import.unsupported" | "import.unsafe" | "import.bomb" | "import.too-large" | "import.timeout" | "import.busy" | "channel.archived" | "message.empty" | "message.too-long" | "message.deleted" | "message.too-many-mentions" | "message.many-people" | "message.edited-too-often" | "message.too-many-reactions" | "message.too-many-pins" | "message.schedule" | "message.too-many-scheduled" | "message.waits-no-more" | "message.file" | "push.unknown-service" | "conversation.unknown-person" | "conversation.too-many" | "conversation.of-two" | "file.too-large" | "file.scanning" | "file.infected" | "file.read-only" | "file.ending" | "file.range" | "editor.unsupported" | "editor.unavailable" | "upload.offset" | "upload.busy" | "copy.too-many" | "upload.expired" | "upload.quota" | "quota.person" | "quota.space" | "quota.organisation" | "upload.protocol" | "upload.not-image" | "storage.not-found" | "storage.full" | "storage.unavailable" | "storage.refused" | "storage.misconfigured" | "storage.incomplete" | "storage.range" | "sealed.damaged" | "key.missing" | "key.provider-down" | "key.wrong" | "key.closed" | "key.no-custodian" | "key.destroyed" | "key.second-needed" | "key.moving" | "key.destruction-begun" | "key.asked-already" | "key.shared" | "ending.name-differs" | "ending.asked-already" | "ending.given" | "ending.nobody-agrees" | "ending.asker-left" | "instance.already-running" | "database.other-major" | "database.folder-unusable" | "database.folder-full" | "database.binaries-missing" | "database.init-failed" | "database.start-failed";
            detail: string;
            remedy: string;
            instance?: string;
            fields?: {
                path: string;
                message: string;
            }[];
        };
        Profile: {
            jobTitle: string | null;
            department: string | null;
            workingHours: components["schemas"]["WorkingHours"] | null;
        };
        PushDevices: {
            publicKey: string | null;
            devices: {
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                createdAt: string;
                here: boolean;
            }[];
        };
        QuietHours: {
            from: string;
            to: string;
            days: number[];
        };
        RecoveryCodes: {
            codes: string[];
        };
        RemovedGrant: {
            undo: string | null;
            through: components["schemas"]["AccessEntry"][];
        };
        Resource: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "space" | "folder" | "document" | "file" | "channel";
            parentId: string | null;
            name: string;
            version: number;
            /** @enum {string} */
            role: "reader" | "commenter" | "suggester" | "editor" | "manager";
            acts: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
            createdBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: components["schemas"]["Person"] | null;
            trashedAt: string | null;
            documentKind: ("prose" | "text") | null;
            documentLanguage: ("fr" | "en") | null;
            size: number | null;
            mediaType: string | null;
            personal: boolean;
            restricted: boolean;
            /** @enum {string} */
            marking: "none" | "sensitive" | "restricted";
            /** @constant */
            suggestionsOnly?: true;
            /** @constant */
            numberedTitles?: true;
            scan?: components["schemas"]["Scan"];
            /** @constant */
            archived?: true;
        };
        ResourcePage: {
            items: components["schemas"]["Resource"][];
            next: string | null;
        };
        ResourceRights: {
            items: components["schemas"]["AccessEntry"][];
            next: string | null;
            resource: components["schemas"]["ResourceSummary"];
        };
        ResourceSummary: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "space" | "folder" | "document" | "file" | "channel";
            name: string | null;
            personal: boolean;
            trashed: boolean;
            restricted: boolean;
            /** Format: date-time */
            createdAt: string;
            path: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "space" | "folder" | "document" | "file" | "channel";
                name: string | null;
            }[];
        };
        Restored: {
            seq: number;
            before: number;
        };
        RestoredFile: {
            number: number;
            before: number;
        };
        Restricted: {
            undo: string | null;
        };
        Restriction: {
            restricted: boolean;
            gains: {
                items: {
                    subject: {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "person" | "team" | "everyone";
                        name: string;
                        /** @constant */
                        external?: true;
                        /** Format: uuid */
                        photo?: string;
                    };
                    before: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
                    after: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
                }[];
                more: number;
                links: number;
            };
            losses: {
                items: {
                    subject: {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "person" | "team" | "everyone";
                        name: string;
                        /** @constant */
                        external?: true;
                        /** Format: uuid */
                        photo?: string;
                    };
                    before: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
                    after: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
                }[];
                more: number;
                links: number;
            };
        };
        Review: {
            /** Format: uuid */
            id: string;
            name: string;
            space: components["schemas"]["ResourceSummary"] | null;
            /** @enum {string} */
            rule: "keep" | "withdraw";
            openedBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            endsAt: string;
            /** @enum {string} */
            state: "open" | "closing" | "closed";
            closedAt: string | null;
            closedBy: components["schemas"]["Person"] | null;
            reviewers: components["schemas"]["Person"][];
            counts: {
                total: number;
                open: number;
                kept: number;
                lowered: number;
                withdrawn: number;
                gone: number;
            };
            mayDecide: boolean;
            mayClose: boolean;
        };
        ReviewItem: {
            number: number;
            /** @enum {string} */
            kind: "grant" | "link" | "guest";
            resource: components["schemas"]["ResourceSummary"] | null;
            subject: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "person" | "team" | "everyone" | "link";
                name: string;
                /** @constant */
                external?: true;
                /** Format: uuid */
                photo?: string;
            };
            /** @enum {string} */
            role: "reader" | "commenter" | "suggester" | "editor" | "manager";
            customRole: components["schemas"]["CustomRoleSummary"] | null;
            current: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
            currentCustomRole: components["schemas"]["CustomRoleSummary"] | null;
            expiresAt: string | null;
            decision: ("kept" | "lowered" | "withdrawn" | "gone") | null;
            newRole: ("reader" | "commenter" | "suggester" | "editor" | "manager") | null;
            decidedBy: components["schemas"]["Person"] | null;
            decidedAt: string | null;
            obstacle: string | null;
        };
        ReviewItemPage: {
            items: components["schemas"]["ReviewItem"][];
            next: string | null;
        };
        Reviews: {
            items: components["schemas"]["Review"][];
            next: string | null;
        };
        SavedMessages: {
            items: {
                message: components["schemas"]["Message"];
                /** Format: uuid */
                conversationId: string;
                /** Format: uuid */
                channelId: string;
                rootSeq: number | null;
                name: string;
                /** Format: date-time */
                savedAt: string;
            }[];
            next: string | null;
        };
        Scan: {
            /** @enum {string} */
            state: "waiting" | "unscanned" | "infected";
            virus: string | null;
        };
        ScheduledMessages: {
            items: {
                text: string;
                mentions?: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                    /** @constant */
                    external?: true;
                    /** Format: uuid */
                    photo?: string;
                    /** @constant */
                    team?: true;
                }[];
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                conversationId: string;
                channelId: string | null;
                /** Format: date-time */
                sendAt: string;
                files?: components["schemas"]["MessageFile"][];
                refused: string | null;
            }[];
            next: string | null;
        };
        SearchHit: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "direct" | "message" | "space" | "folder" | "document" | "file" | "channel";
            title: components["schemas"]["SearchPiece"][];
            extract: components["schemas"]["SearchPiece"][];
            page: number | null;
            /** Format: date-time */
            at: string;
            author: components["schemas"]["Person"] | null;
            place: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            message?: {
                /** Format: uuid */
                conversationId: string;
                seq: number;
                rootSeq: number | null;
                documentId: string | null;
            };
            mediaType: string | null;
        };
        SearchPiece: {
            text: string;
            /** @constant */
            hit?: true;
        };
        SearchResults: {
            items: components["schemas"]["SearchHit"][];
            next: string | null;
            suggestions: string[];
        };
        Security: {
            hasPassword: boolean;
            passkeys: components["schemas"]["Passkey"][];
            totp: {
                /** Format: date-time */
                since: string;
            } | null;
            recoveryCodesLeft: number;
            sessions: components["schemas"]["OpenSession"][];
            /** Format: date-time */
            freshUntil: string;
        };
        Sent: {
            /** Format: uuid */
            id: string;
            seq: number;
        };
        SentFile: {
            /** Format: uuid */
            id: string;
            name: string;
            size: number;
            mediaType: string;
            scan?: components["schemas"]["Scan"];
        };
        SignInLink: {
            /** @enum {string} */
            delivery: "mailed" | "shown" | "waiting" | "none";
            link: string | null;
            expiresAt: string | null;
        };
        SignInProviders: {
            items: {
                id: string;
                /** @enum {string} */
                kind: "proconnect" | "oidc" | "ldap";
                name: string;
                contact: string | null;
            }[];
            next: string | null;
            mail: boolean;
        };
        SignOut: {
            location: string | null;
        };
        SignedProof: {
            report: string;
            /** @constant */
            algorithm: "Ed25519";
            signature: string;
            publicKey: string;
        };
        Storage: {
            /** @enum {string} */
            holder: "person" | "space";
            usedBytes: number;
            maxBytes: number | null;
        };
        StorageQuota: {
            quota: "default" | (number | null);
            usedBytes: number;
            maxBytes: number | null;
        };
        StoredFile: {
            /** Format: uuid */
            id: string;
            name: string;
            sizeBytes: number;
            usedBytes: number;
            isInBin: boolean;
        };
        StoredFiles: {
            items: components["schemas"]["StoredFile"][];
            next: string | null;
        };
        StoredSpace: {
            /** Format: uuid */
            id: string;
            name: string;
            usedBytes: number;
            maxBytes: number | null;
        };
        StoredSpaces: {
            items: components["schemas"]["StoredSpace"][];
            next: string | null;
        };
        Subject: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "person" | "team";
            name: string;
            email: string | null;
            /** @constant */
            external?: true;
            /** Format: uuid */
            photo?: string;
        };
        SuggestionAuthors: {
            people: components["schemas"]["Person"][];
        };
        Team: {
            /** Format: uuid */
            id: string;
            name: string;
            members: number;
        };
        TeamMember: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "person" | "team";
            name: string;
            email: string | null;
            /** @constant */
            external?: true;
            /** Format: uuid */
            photo?: string;
            /** Format: date-time */
            addedAt: string;
        };
        TeamMembers: {
            items: components["schemas"]["TeamMember"][];
            next: string | null;
        };
        Teams: {
            items: components["schemas"]["Team"][];
            next: string | null;
        };
        Template: {
            resource: components["schemas"]["Resource"];
            space: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            letterhead: boolean;
        };
        TemplatePage: {
            items: components["schemas"]["Template"][];
            next: string | null;
        };
        TemplatePreview: {
            fields: {
                label: string;
                /** @enum {string} */
                kind: "text" | "date" | "choice" | "person";
                options: string[];
            }[];
            text: string;
        };
        Thread: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            channelId: string;
            root: components["schemas"]["Message"];
            lastSeq: number;
            readSeq: number;
            following: boolean;
            canPost: boolean;
            canModerate: boolean;
        };
        Token: {
            /** Format: uuid */
            id: string;
            name: string | null;
            scopes: ("documents" | "files" | "messages" | "admin" | "scim" | "all")[];
            /** Format: date-time */
            createdAt: string;
            lastSeenAt: string | null;
            expiresAt: string | null;
        };
        Tokens: {
            items: components["schemas"]["Token"][];
            next: string | null;
        };
        UnreadNotifications: {
            count: number;
        };
        Version: {
            seq: number;
            since: number;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            at: string;
            authors: components["schemas"]["Person"][];
            restored: {
                seq: number;
                at: string | null;
            } | null;
            mark: components["schemas"]["VersionMark"] | null;
        };
        VersionChange: {
            /** @enum {string} */
            kind: "insertion" | "deletion";
            from: number;
            to: number;
            personId: string | null;
            /** Format: date-time */
            at: string;
        };
        VersionContent: {
            seq: number;
            /** @enum {string} */
            kind: "prose" | "text";
            content: unknown;
        };
        VersionMark: {
            /** @enum {string} */
            kind: "named" | "large-delete" | "before-restore" | "repair";
            name: string | null;
            version: number;
            createdBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            createdAt: string;
        };
        Versions: {
            items: components["schemas"]["Version"][];
            next: string | null;
        };
        WithdrawnLink: {
            undo: string | null;
        };
        WorkingHours: {
            from: string;
            to: string;
            days: number[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "Requests.mine": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "requestedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AccessRequests"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Requests.ask": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resourceId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    resourceId: string;
                };
            };
        };
        responses: {
            /** @description OK */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Requests.approve": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "reader"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    role: "reader" | "commenter" | "suggester" | "editor" | "manager";
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Requests.refuse": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Reviews.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "space": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre",
                     *             "personal": false,
                     *             "trashed": false,
                     *             "restricted": false,
                     *             "createdAt": "2026-03-02T09:30:00.000Z",
                     *             "path": [
                     *               {
                     *                 "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                 "kind": "space",
                     *                 "name": "Note à la ministre"
                     *               }
                     *             ]
                     *           },
                     *           "rule": "keep",
                     *           "openedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "openedAt": "2026-03-02T09:30:00.000Z",
                     *           "endsAt": "2026-03-02T09:30:00.000Z",
                     *           "state": "open",
                     *           "closedAt": "2026-03-02T09:30:00.000Z",
                     *           "closedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "reviewers": [
                     *             {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             }
                     *           ],
                     *           "counts": {
                     *             "total": 1,
                     *             "open": 1,
                     *             "kept": 1,
                     *             "lowered": 1,
                     *             "withdrawn": 1,
                     *             "gone": 1
                     *           },
                     *           "mayDecide": false,
                     *           "mayClose": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Reviews"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Reviews.open": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre",
                 *       "rule": "keep",
                 *       "endsAt": "2026-03-02T09:30:00.000Z",
                 *       "reviewerIds": [
                 *         "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *       ]
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** Format: uuid */
                    spaceId?: string;
                    /** @enum {string} */
                    rule: "keep" | "withdraw";
                    /** Format: date-time */
                    endsAt: string;
                    reviewerIds: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Reviews.search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @default  */
                    q?: string;
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "space": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre",
                     *             "personal": false,
                     *             "trashed": false,
                     *             "restricted": false,
                     *             "createdAt": "2026-03-02T09:30:00.000Z",
                     *             "path": [
                     *               {
                     *                 "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                 "kind": "space",
                     *                 "name": "Note à la ministre"
                     *               }
                     *             ]
                     *           },
                     *           "rule": "keep",
                     *           "openedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "openedAt": "2026-03-02T09:30:00.000Z",
                     *           "endsAt": "2026-03-02T09:30:00.000Z",
                     *           "state": "open",
                     *           "closedAt": "2026-03-02T09:30:00.000Z",
                     *           "closedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "reviewers": [
                     *             {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             }
                     *           ],
                     *           "counts": {
                     *             "total": 1,
                     *             "open": 1,
                     *             "kept": 1,
                     *             "lowered": 1,
                     *             "withdrawn": 1,
                     *             "gone": 1
                     *           },
                     *           "mayDecide": false,
                     *           "mayClose": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Reviews"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Reviews.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "name": "Note à la ministre",
                     *       "space": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "kind": "space",
                     *         "name": "Note à la ministre",
                     *         "personal": false,
                     *         "trashed": false,
                     *         "restricted": false,
                     *         "createdAt": "2026-03-02T09:30:00.000Z",
                     *         "path": [
                     *           {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           }
                     *         ]
                     *       },
                     *       "rule": "keep",
                     *       "openedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "openedAt": "2026-03-02T09:30:00.000Z",
                     *       "endsAt": "2026-03-02T09:30:00.000Z",
                     *       "state": "open",
                     *       "closedAt": "2026-03-02T09:30:00.000Z",
                     *       "closedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "reviewers": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "counts": {
                     *         "total": 1,
                     *         "open": 1,
                     *         "kept": 1,
                     *         "lowered": 1,
                     *         "withdrawn": 1,
                     *         "gone": 1
                     *       },
                     *       "mayDecide": false,
                     *       "mayClose": false
                     *     }
                     */
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Reviews.close": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "name": "Note à la ministre",
                     *       "space": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "kind": "space",
                     *         "name": "Note à la ministre",
                     *         "personal": false,
                     *         "trashed": false,
                     *         "restricted": false,
                     *         "createdAt": "2026-03-02T09:30:00.000Z",
                     *         "path": [
                     *           {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           }
                     *         ]
                     *       },
                     *       "rule": "keep",
                     *       "openedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "openedAt": "2026-03-02T09:30:00.000Z",
                     *       "endsAt": "2026-03-02T09:30:00.000Z",
                     *       "state": "open",
                     *       "closedAt": "2026-03-02T09:30:00.000Z",
                     *       "closedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "reviewers": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "counts": {
                     *         "total": 1,
                     *         "open": 1,
                     *         "kept": 1,
                     *         "lowered": 1,
                     *         "withdrawn": 1,
                     *         "gone": 1
                     *       },
                     *       "mayDecide": false,
                     *       "mayClose": false
                     *     }
                     */
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Reviews.export": {
        parameters: {
            query: {
                format: "csv" | "json";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    /** @example {} */
                    "application/json": unknown;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Reviews.page": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "decided";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "number": 1,
                     *           "kind": "grant",
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre",
                     *             "personal": false,
                     *             "trashed": false,
                     *             "restricted": false,
                     *             "createdAt": "2026-03-02T09:30:00.000Z",
                     *             "path": [
                     *               {
                     *                 "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                 "kind": "space",
                     *                 "name": "Note à la ministre"
                     *               }
                     *             ]
                     *           },
                     *           "subject": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "person",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "role": "reader",
                     *           "customRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "current": "reader",
                     *           "currentCustomRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "decision": "kept",
                     *           "newRole": "reader",
                     *           "decidedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "decidedAt": "2026-03-02T09:30:00.000Z",
                     *           "obstacle": "Note à la ministre"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewItemPage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Reviews.decide": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "keep",
                 *       "seen": "reader"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    decision: "keep";
                    /** @enum {string} */
                    seen: "reader" | "commenter" | "suggester" | "editor" | "manager";
                    /** @default [] */
                    seenActs?: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
                } | {
                    /** @enum {string} */
                    decision: "lower";
                    /** @enum {string} */
                    seen: "reader" | "commenter" | "suggester" | "editor" | "manager";
                    /** @default [] */
                    seenActs?: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
                    /** @enum {string} */
                    role: "reader" | "commenter" | "suggester" | "editor" | "manager";
                } | {
                    /** @enum {string} */
                    decision: "withdraw";
                    /** @enum {string} */
                    seen: "reader" | "commenter" | "suggester" | "editor" | "manager";
                    /** @default [] */
                    seenActs?: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": 1,
                     *       "kind": "grant",
                     *       "resource": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "kind": "space",
                     *         "name": "Note à la ministre",
                     *         "personal": false,
                     *         "trashed": false,
                     *         "restricted": false,
                     *         "createdAt": "2026-03-02T09:30:00.000Z",
                     *         "path": [
                     *           {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           }
                     *         ]
                     *       },
                     *       "subject": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "kind": "person",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "role": "reader",
                     *       "customRole": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "acts": [
                     *           "resource.create"
                     *         ]
                     *       },
                     *       "current": "reader",
                     *       "currentCustomRole": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "acts": [
                     *           "resource.create"
                     *         ]
                     *       },
                     *       "expiresAt": "2026-03-02T09:30:00.000Z",
                     *       "decision": "kept",
                     *       "newRole": "reader",
                     *       "decidedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "decidedAt": "2026-03-02T09:30:00.000Z",
                     *       "obstacle": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewItem"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Administrators.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "orgId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "email": "Note à la ministre",
                     *           "everywhere": false,
                     *           "enrolled": false,
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *           "disabledAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Administrators"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Administrators.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orgId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                 *       "email": "claire.fontaine@prefecture.example",
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    orgId: string;
                    email: string;
                    name: string;
                    /** @default false */
                    everywhere?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery": "mailed",
                     *       "link": "https://maroquin.prefecture.example/lien#exemple",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z",
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["EnrolmentLink"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Administrators.disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Administrators.enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Administrators.createLink": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery": "mailed",
                     *       "link": "https://maroquin.prefecture.example/lien#exemple",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z",
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["EnrolmentLink"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Antivirus.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "configured": false,
                     *       "version": "Note à la ministre",
                     *       "awaySince": "2026-03-02T09:30:00.000Z",
                     *       "waiting": 1,
                     *       "oldestWaiting": "2026-03-02T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AdministeredAntivirus"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.enrolling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Note à la ministre",
                     *       "email": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["Enrolling"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.enrolGenerator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                 *       "password": "Note à la ministre",
                 *       "code": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    token: string;
                    password: string;
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.generatorOptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "Note à la ministre",
                     *       "uri": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["NewTotp"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.enrolPasskey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                 *       "credential": {
                 *         "id": "fr",
                 *         "rawId": "fr",
                 *         "type": "public-key",
                 *         "clientExtensionResults": {},
                 *         "response": {
                 *           "clientDataJSON": "fr",
                 *           "attestationObject": "fr"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    token: string;
                    credential: {
                        id: string;
                        rawId: string;
                        /** @enum {string} */
                        type: "public-key";
                        /** @enum {string} */
                        authenticatorAttachment?: "platform" | "cross-platform";
                        clientExtensionResults: {
                            [key: string]: unknown;
                        };
                        response: {
                            clientDataJSON: string;
                            attestationObject: string;
                            authenticatorData?: string;
                            transports?: string[];
                            publicKeyAlgorithm?: number;
                            publicKey?: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.passkeyEnrolmentOptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "options": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Ceremony"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "MailState.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "relay": "Note à la ministre",
                     *       "downSince": "2026-03-02T09:30:00.000Z",
                     *       "trouble": "unreachable",
                     *       "late": false,
                     *       "waiting": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AdministeredMail"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "administrator": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "email": "Note à la ministre"
                     *       },
                     *       "organisation": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "everywhere": false
                     *     }
                     */
                    "application/json": components["schemas"]["AdministratorMe"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOrganisations.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "people": 1
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdministeredOrganisations"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOrganisations.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre",
                 *       "adminName": "Note à la ministre",
                 *       "adminEmail": "claire.fontaine@prefecture.example"
                 *     }
                 */
                "application/json": {
                    name: string;
                    adminName: string;
                    adminEmail: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery": "mailed",
                     *       "link": "https://maroquin.prefecture.example/lien#exemple",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z",
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedOrganisation"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.listApprovals": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "act": "sign-in-link",
                     *           "target": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "to": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "askedBy": "Note à la ministre",
                     *           "askedAt": "2026-03-02T09:30:00.000Z",
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "approved": false,
                     *           "mine": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Approvals"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.refuse": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.listMerges": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "email": "Note à la ministre"
                     *           },
                     *           "provider": "Note à la ministre",
                     *           "waiting": false,
                     *           "claims": {
                     *             "name": "Note à la ministre",
                     *             "email": "Note à la ministre",
                     *             "siret": "Note à la ministre",
                     *             "organisation": "Note à la ministre"
                     *           },
                     *           "askedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["IdentityMerges"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.approveMerge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.refuseMerge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "closed";
            };
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "email": "Note à la ministre",
                     *           "admin": false,
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *           "pending": false,
                     *           "linkRequestedAt": "2026-03-02T09:30:00.000Z",
                     *           "disabledAt": "2026-03-02T09:30:00.000Z",
                     *           "deleted": false,
                     *           "manager": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           }
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "claire.fontaine@prefecture.example",
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    email: string;
                    name: string;
                    /** @default false */
                    admin?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery": "mailed",
                     *       "link": "https://maroquin.prefecture.example/lien#exemple",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z",
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationResult"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.search": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @default  */
                    q?: string;
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                    /** @enum {string} */
                    state?: "open" | "closed";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "email": "Note à la ministre",
                     *           "admin": false,
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *           "pending": false,
                     *           "linkRequestedAt": "2026-03-02T09:30:00.000Z",
                     *           "disabledAt": "2026-03-02T09:30:00.000Z",
                     *           "deleted": false,
                     *           "manager": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           }
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.handOver": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "toId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    toId: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "waiting": false,
                     *       "count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["HandOverResult"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationPeople.createLink": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery": "mailed",
                     *       "link": "https://maroquin.prefecture.example/lien#exemple",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInLink"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOrganisations.listSessions": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "method": "Note à la ministre",
                     *           "strong": false,
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdministeredSessions"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOrganisations.searchSessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @default  */
                    q?: string;
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "method": "Note à la ministre",
                     *           "strong": false,
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdministeredSessions"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOrganisations.endSession": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationSettings.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "settings": [
                     *         {
                     *           "variable": "Note à la ministre",
                     *           "value": "Note à la ministre",
                     *           "agreedValue": "Note à la ministre"
                     *         }
                     *       ],
                     *       "state": "agreed",
                     *       "agreement": {
                     *         "askedBy": "Note à la ministre",
                     *         "agreedBy": "Note à la ministre",
                     *         "at": "2026-03-02T09:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AgreedSettings"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationSettings.ask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "settings": [
                     *         {
                     *           "variable": "Note à la ministre",
                     *           "value": "Note à la ministre",
                     *           "agreedValue": "Note à la ministre"
                     *         }
                     *       ],
                     *       "state": "agreed",
                     *       "agreement": {
                     *         "askedBy": "Note à la ministre",
                     *         "agreedBy": "Note à la ministre",
                     *         "at": "2026-03-02T09:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AgreedSettings"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOrganisations.listTokens": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "scopes": [
                     *             "Note à la ministre"
                     *           ],
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *           "expiresAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdministeredTokens"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOrganisations.searchTokens": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @default  */
                    q?: string;
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "scopes": [
                     *             "Note à la ministre"
                     *           ],
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *           "expiresAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdministeredTokens"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOrganisations.revokeToken": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orgId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Proof.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "report": "Note à la ministre",
                     *       "algorithm": "Ed25519",
                     *       "signature": "Note à la ministre",
                     *       "publicKey": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["SignedProof"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Proof.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "report": "Note à la ministre",
                     *       "algorithm": "Ed25519",
                     *       "signature": "Note à la ministre",
                     *       "publicKey": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["SignedProof"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Proof.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOrganisations.listProviders": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "Note à la ministre",
                     *           "kind": "Note à la ministre",
                     *           "name": "Note à la ministre",
                     *           "place": "Note à la ministre",
                     *           "answers": false,
                     *           "problem": {
                     *             "detail": {
                     *               "fr": "Note à la ministre",
                     *               "en": "Note à la ministre"
                     *             },
                     *             "remedy": {
                     *               "fr": "Note à la ministre",
                     *               "en": "Note à la ministre"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdministeredProviders"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOidc.callback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser goes on there */
            303: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.byPasskey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credential": {
                 *         "id": "fr",
                 *         "rawId": "fr",
                 *         "type": "public-key",
                 *         "clientExtensionResults": {},
                 *         "response": {
                 *           "clientDataJSON": "fr",
                 *           "authenticatorData": "fr",
                 *           "signature": "fr"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    credential: {
                        id: string;
                        rawId: string;
                        /** @enum {string} */
                        type: "public-key";
                        /** @enum {string} */
                        authenticatorAttachment?: "platform" | "cross-platform";
                        clientExtensionResults: {
                            [key: string]: unknown;
                        };
                        response: {
                            clientDataJSON: string;
                            authenticatorData: string;
                            signature: string;
                            userHandle?: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.passkeyOptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "options": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Ceremony"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.byPassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "claire.fontaine@prefecture.example",
                 *       "password": "Note à la ministre",
                 *       "code": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    email: string;
                    password: string;
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOidc.start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "provider": "fr"
                 *     }
                 */
                "application/json": {
                    provider: string;
                    token?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "location": "https://maroquin.prefecture.example/lien#exemple"
                     *     }
                     */
                    "application/json": components["schemas"]["Leaving"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationOidc.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "Note à la ministre",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdministrationProviders"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "AdministrationAuth.signOut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Approvals.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "act": "sign-in-link",
                     *           "target": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "to": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "askedBy": "Note à la ministre",
                     *           "askedAt": "2026-03-02T09:30:00.000Z",
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "approved": false,
                     *           "mine": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Approvals"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Approvals.approve": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Approvals.refuse": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Archives.download": {
        parameters: {
            query: {
                id: string | string[];
                documents?: "odt" | "docx" | "pdf" | "pdfa" | "md" | "html" | "txt" | "json";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Audit.entries": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                actorId?: string;
                targetId?: string;
                topic?: "rights" | "contents" | "people" | "sign-in" | "service";
                from?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "number": 1,
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "at": "2026-03-02T09:30:00.000Z",
                     *           "sealedAt": "2026-03-02T09:30:00.000Z",
                     *           "action": "Note à la ministre",
                     *           "actor": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "actorErased": false,
                     *           "target": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "Note à la ministre",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "targetErased": false,
                     *           "details": {},
                     *           "mentions": [
                     *             {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "kind": "Note à la ministre",
                     *               "name": "Note à la ministre"
                     *             }
                     *           ],
                     *           "origin": "service",
                     *           "hash": "Note à la ministre"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEntries"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Audit.export": {
        parameters: {
            query: {
                format: "csv" | "jsonl";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Audit.state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": 1,
                     *       "waiting": 1,
                     *       "fingerprint": "Note à la ministre",
                     *       "isVerifying": false,
                     *       "verification": {
                     *         "at": "2026-03-02T09:30:00.000Z",
                     *         "through": 1,
                     *         "old": 1,
                     *         "anchored": false,
                     *         "stamped": {
                     *           "number": 1,
                     *           "at": "2026-03-02T09:30:00.000Z"
                     *         },
                     *         "findings": [
                     *           {
                     *             "kind": "entries-missing",
                     *             "number": 1
                     *           }
                     *         ]
                     *       },
                     *       "anchors": [
                     *         {
                     *           "kind": "folder",
                     *           "keptAt": "2026-03-02T09:30:00.000Z",
                     *           "number": 1,
                     *           "failingSince": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AuditState"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Audit.verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": 1,
                     *       "waiting": 1,
                     *       "fingerprint": "Note à la ministre",
                     *       "isVerifying": false,
                     *       "verification": {
                     *         "at": "2026-03-02T09:30:00.000Z",
                     *         "through": 1,
                     *         "old": 1,
                     *         "anchored": false,
                     *         "stamped": {
                     *           "number": 1,
                     *           "at": "2026-03-02T09:30:00.000Z"
                     *         },
                     *         "findings": [
                     *           {
                     *             "kind": "entries-missing",
                     *             "number": 1
                     *           }
                     *         ]
                     *       },
                     *       "anchors": [
                     *         {
                     *           "kind": "folder",
                     *           "keptAt": "2026-03-02T09:30:00.000Z",
                     *           "number": 1,
                     *           "failingSince": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AuditState"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "BreakGlass.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "Note à la ministre",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "reason": "Note à la ministre",
                     *           "hours": 1,
                     *           "askedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "askedAt": "2026-03-02T09:30:00.000Z",
                     *           "state": "asked",
                     *           "decidedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "endsAt": "2026-03-02T09:30:00.000Z",
                     *           "endedAt": "2026-03-02T09:30:00.000Z",
                     *           "mine": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["BreakGlasses"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "BreakGlass.ask": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resourceId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                 *       "reason": "Note à la ministre",
                 *       "hours": 1
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    resourceId: string;
                    reason: string;
                    hours: number;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "BreakGlass.approve": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "BreakGlass.end": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "BreakGlass.refuse": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Channels.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                parentId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "documentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "lastSeq": 1,
                     *           "readSeq": 1,
                     *           "canPost": false,
                     *           "lastAt": "2026-03-02T09:30:00.000Z",
                     *           "internal": false,
                     *           "readOutside": false,
                     *           "canOpen": false,
                     *           "restricted": false,
                     *           "archivedAt": "2026-03-02T09:30:00.000Z",
                     *           "canArchive": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Channels"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Channels.create": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** Format: uuid */
                    parentId?: string;
                    private?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Channels.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "name": "Note à la ministre",
                     *       "documentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "lastSeq": 1,
                     *       "readSeq": 1,
                     *       "canPost": false,
                     *       "lastAt": "2026-03-02T09:30:00.000Z",
                     *       "internal": false,
                     *       "readOutside": false,
                     *       "canOpen": false,
                     *       "restricted": false,
                     *       "archivedAt": "2026-03-02T09:30:00.000Z",
                     *       "canArchive": false
                     *     }
                     */
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Channels.setArchived": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "archived": false
                 *     }
                 */
                "application/json": {
                    archived: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Own.draft": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "text": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Own.writeDraft": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Channels.setInternal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "internal": false
                 *     }
                 */
                "application/json": {
                    internal: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.listMessages": {
        parameters: {
            query?: {
                after?: number;
                before?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "seq": 1,
                     *           "clientId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "author": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "text": "Note à la ministre",
                     *           "at": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": 1,
                     *       "changes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Messages"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.send": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clientId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                 *       "text": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    clientId: string;
                    text: string;
                    quote?: number;
                    toMany?: boolean;
                    files?: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "seq": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Sent"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MessageChange"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.edit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MessageChange"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.edits": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "text": "Note à la ministre",
                     *           "at": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["MessageEdits"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.pin": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on": false
                 *     }
                 */
                "application/json": {
                    on: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MessageChange"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.react": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sign": "agreed",
                 *       "on": false
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    sign: "agreed" | "seen" | "thanks" | "bravo" | "question" | "redo" | "👍" | "👎" | "👏" | "🙏" | "💪" | "👋" | "🙌" | "🤝" | "✌️" | "🤞" | "👌" | "👀" | "😀" | "😂" | "🙂" | "😉" | "😍" | "🤔" | "😮" | "😢" | "😅" | "😎" | "🤯" | "😴" | "❤️" | "💡" | "🔥" | "🎉" | "🚀" | "⭐" | "☕" | "🌱" | "🎂" | "🏆" | "📌" | "📎" | "✅" | "❌" | "⚠️" | "❓" | "❗" | "⏳" | "⏰" | "📅" | "🔒" | "🔗" | "➕" | "💯";
                    on: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MessageChange"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Own.save": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on": false
                 *     }
                 */
                "application/json": {
                    on: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Threads.open": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.people": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    query?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "teams": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ConversationPeople"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.pins": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "seq": 1,
                     *           "clientId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "author": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "text": "Note à la ministre",
                     *           "at": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Pins"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Messages.markRead": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "seq": 0
                 *     }
                 */
                "application/json": {
                    seq: number;
                    back?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Own.schedule": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Note à la ministre",
                 *       "sendAt": "2026-03-02T09:30:00.000Z"
                 *     }
                 */
                "application/json": {
                    text: string;
                    /** Format: date-time */
                    sendAt: string;
                    toMany?: boolean;
                    files?: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Circuits.waiting": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "circuitId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "document": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "kind": "reading",
                     *           "due": "Note à la ministre",
                     *           "startedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           }
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["CircuitParts"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Conversations.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "channel",
                     *           "name": "Note à la ministre",
                     *           "people": [
                     *             {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             }
                     *           ],
                     *           "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "space": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "documentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "draft": {
                     *             "text": "Note à la ministre"
                     *           },
                     *           "restricted": false,
                     *           "lastSeq": 1,
                     *           "readSeq": 1,
                     *           "lastAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Conversations"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Conversations.open": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "personIds": [
                 *         "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *       ]
                 *     }
                 */
                "application/json": {
                    personIds: string[];
                    name?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Conversations.people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "q": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    q: string;
                    /** @default 10 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "person",
                     *           "name": "Note à la ministre",
                     *           "email": "Note à la ministre"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["DirectoryResult"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Conversations.rename": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Conversations.participants": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "people": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "canChange": false
                     *     }
                     */
                    "application/json": components["schemas"]["Participants"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Conversations.add": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "personIds": [
                 *         "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *       ]
                 *     }
                 */
                "application/json": {
                    personIds: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Conversations.leave": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "People.search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "q": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    q: string;
                    cursor?: string;
                    /** @default 10 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "person",
                     *           "name": "Note à la ministre",
                     *           "email": "Note à la ministre"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["DirectoryResult"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Documents.create": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    title: string;
                    /** Format: uuid */
                    parentId?: string;
                    /**
                     * @default prose
                     * @enum {string}
                     */
                    kind?: "prose" | "text";
                    from?: {
                        /** Format: uuid */
                        documentId: string;
                    } | {
                        /** @enum {string} */
                        supplied: "note" | "letter" | "minutes" | "deliberation" | "order";
                        /** Format: uuid */
                        letterheadId?: string;
                    };
                    fields?: {
                        [key: string]: string;
                    };
                    /** @default false */
                    template?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Documents.import": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /** Format: uuid */
                    parentId?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "report": {
                     *         "losses": [
                     *           {
                     *             "key": "Note à la ministre",
                     *             "count": 1
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ImportResult"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Templates.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "version": 1,
                     *             "role": "reader",
                     *             "acts": [
                     *               "resource.create"
                     *             ],
                     *             "createdBy": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "createdAt": "2026-03-02T09:30:00.000Z",
                     *             "updatedAt": "2026-03-02T09:30:00.000Z",
                     *             "updatedBy": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "trashedAt": "2026-03-02T09:30:00.000Z",
                     *             "documentKind": "prose",
                     *             "documentLanguage": "fr",
                     *             "size": 1,
                     *             "mediaType": "Note à la ministre",
                     *             "personal": false,
                     *             "restricted": false,
                     *             "marking": "none"
                     *           },
                     *           "space": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "letterhead": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["TemplatePage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Documents.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resource": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "kind": "space",
                     *         "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "version": 1,
                     *         "role": "reader",
                     *         "acts": [
                     *           "resource.create"
                     *         ],
                     *         "createdBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "createdAt": "2026-03-02T09:30:00.000Z",
                     *         "updatedAt": "2026-03-02T09:30:00.000Z",
                     *         "updatedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "trashedAt": "2026-03-02T09:30:00.000Z",
                     *         "documentKind": "prose",
                     *         "documentLanguage": "fr",
                     *         "size": 1,
                     *         "mediaType": "Note à la ministre",
                     *         "personal": false,
                     *         "restricted": false,
                     *         "marking": "none"
                     *       },
                     *       "kind": "prose",
                     *       "epoch": 1,
                     *       "template": false,
                     *       "seq": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Circuits.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "status": "open",
                     *           "seq": 1,
                     *           "title": "Note à la ministre",
                     *           "word": "Note à la ministre",
                     *           "startedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "startedAt": "2026-03-02T09:30:00.000Z",
                     *           "endedAt": "2026-03-02T09:30:00.000Z",
                     *           "cancelledBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "step": 1,
                     *           "steps": [
                     *             {
                     *               "kind": "reading",
                     *               "due": "Note à la ministre",
                     *               "people": [
                     *                 {
                     *                   "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                   "name": "Note à la ministre",
                     *                   "act": {
                     *                     "kind": "approve",
                     *                     "at": "2026-03-02T09:30:00.000Z",
                     *                     "reason": "Note à la ministre"
                     *                   },
                     *                   "reads": false
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "changed": false,
                     *           "mayRead": false,
                     *           "mayAct": false,
                     *           "mayCancel": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Circuits"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Circuits.start": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "steps": [
                 *         {
                 *           "kind": "reading",
                 *           "people": [
                 *             "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *           ]
                 *         }
                 *       ],
                 *       "seq": 0
                 *     }
                 */
                "application/json": {
                    steps: {
                        /** @enum {string} */
                        kind: "reading" | "visa" | "signature";
                        people: string[];
                        /** Format: date */
                        due?: string;
                    }[];
                    seq: number;
                    /** @default  */
                    word?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Circuits.act": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                circuitId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "act": "approve"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    act: "approve";
                    /** @default  */
                    reason?: string;
                } | {
                    /** @enum {string} */
                    act: "return";
                    reason: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "status": "open",
                     *       "seq": 1,
                     *       "title": "Note à la ministre",
                     *       "word": "Note à la ministre",
                     *       "startedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "startedAt": "2026-03-02T09:30:00.000Z",
                     *       "endedAt": "2026-03-02T09:30:00.000Z",
                     *       "cancelledBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "step": 1,
                     *       "steps": [
                     *         {
                     *           "kind": "reading",
                     *           "due": "Note à la ministre",
                     *           "people": [
                     *             {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre",
                     *               "act": {
                     *                 "kind": "approve",
                     *                 "at": "2026-03-02T09:30:00.000Z",
                     *                 "reason": "Note à la ministre"
                     *               },
                     *               "reads": false
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "changed": false,
                     *       "mayRead": false,
                     *       "mayAct": false,
                     *       "mayCancel": false
                     *     }
                     */
                    "application/json": components["schemas"]["Circuit"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Circuits.cancel": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                circuitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Circuits.content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                circuitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "circuit": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "status": "open",
                     *         "seq": 1,
                     *         "title": "Note à la ministre",
                     *         "word": "Note à la ministre",
                     *         "startedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "startedAt": "2026-03-02T09:30:00.000Z",
                     *         "endedAt": "2026-03-02T09:30:00.000Z",
                     *         "cancelledBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "step": 1,
                     *         "steps": [
                     *           {
                     *             "kind": "reading",
                     *             "due": "Note à la ministre",
                     *             "people": [
                     *               {
                     *                 "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                 "name": "Note à la ministre",
                     *                 "act": {
                     *                   "kind": "approve",
                     *                   "at": "2026-03-02T09:30:00.000Z",
                     *                   "reason": "Note à la ministre"
                     *                 },
                     *                 "reads": false
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "changed": false,
                     *         "mayRead": false,
                     *         "mayAct": false,
                     *         "mayCancel": false
                     *       },
                     *       "content": {}
                     *     }
                     */
                    "application/json": components["schemas"]["CircuitContent"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Circuits.signed": {
        parameters: {
            query?: {
                format?: "signed" | "pdf" | "pdfa" | "odt";
            };
            header?: never;
            path: {
                id: string;
                circuitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": unknown;
                    "application/pdf": string;
                    "application/vnd.oasis.opendocument.text": string;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Comments.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "version": 1,
                     *           "words": "Note à la ministre",
                     *           "root": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "seq": 1,
                     *             "clientId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "author": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "text": "Note à la ministre",
                     *             "at": "2026-03-02T09:30:00.000Z"
                     *           },
                     *           "lastSeq": 1,
                     *           "resolved": {
                     *             "by": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "at": "2026-03-02T09:30:00.000Z"
                     *           },
                     *           "assignee": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "mayResolve": false,
                     *           "mayDelete": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Comments"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Comments.create": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": {},
                 *       "to": {},
                 *       "words": "Note à la ministre",
                 *       "text": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    from: {
                        type?: {
                            client: number;
                            clock: number;
                        };
                        item?: {
                            client: number;
                            clock: number;
                        };
                        assoc?: number;
                    };
                    to: {
                        type?: {
                            client: number;
                            clock: number;
                        };
                        item?: {
                            client: number;
                            clock: number;
                        };
                        assoc?: number;
                    };
                    words: string;
                    text: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Comments.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                commentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Comments.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
                commentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resolved": false
                 *     }
                 */
                "application/json": {
                    resolved?: boolean;
                    assigneeId?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "version": 1,
                     *       "words": "Note à la ministre",
                     *       "root": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "seq": 1,
                     *         "clientId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "author": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "text": "Note à la ministre",
                     *         "at": "2026-03-02T09:30:00.000Z"
                     *       },
                     *       "lastSeq": 1,
                     *       "resolved": {
                     *         "by": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "at": "2026-03-02T09:30:00.000Z"
                     *       },
                     *       "assignee": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "mayResolve": false,
                     *       "mayDelete": false
                     *     }
                     */
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Versions.compare": {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": 1,
                     *       "to": 1,
                     *       "kind": "prose",
                     *       "content": {},
                     *       "changes": [
                     *         {
                     *           "kind": "insertion",
                     *           "from": 1,
                     *           "to": 1,
                     *           "personId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "at": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "people": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "added": 1,
                     *       "removed": 1,
                     *       "method": "journal"
                     *     }
                     */
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Channels.discussion": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "channelId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Discussion"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Exports.export": {
        parameters: {
            query: {
                format: "odt" | "docx" | "pdf" | "pdfa" | "md" | "html" | "txt" | "json";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.oasis.opendocument.text": string;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    "application/pdf": string;
                    "text/markdown": string;
                    "text/html": string;
                    "text/plain": string;
                    /** @example {} */
                    "application/json": unknown;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Documents.addImage": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["ImageResult"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Documents.image": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                imageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/*": string;
                };
            };
            /** @description As it is kept already */
            304: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Documents.setLanguage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "language": "fr"
                 *     }
                 */
                "application/json": {
                    language: ("fr" | "en") | null;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Documents.setNumberedTitles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on": false
                 *     }
                 */
                "application/json": {
                    on: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Documents.setSuggestionsOnly": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on": false
                 *     }
                 */
                "application/json": {
                    on: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Suggestions.authors": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *       ]
                 *     }
                 */
                "application/json": {
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "people": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SuggestionAuthors"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Templates.preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fields": [
                     *         {
                     *           "label": "Note à la ministre",
                     *           "kind": "text",
                     *           "options": [
                     *             "Note à la ministre"
                     *           ]
                     *         }
                     *       ],
                     *       "text": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["TemplatePreview"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Templates.mark": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on": false
                 *     }
                 */
                "application/json": {
                    on: boolean;
                    /** @default false */
                    letterhead?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Documents.text": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Versions.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "seq": 1,
                     *           "since": 1,
                     *           "startedAt": "2026-03-02T09:30:00.000Z",
                     *           "at": "2026-03-02T09:30:00.000Z",
                     *           "authors": [
                     *             {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             }
                     *           ],
                     *           "restored": {
                     *             "seq": 1,
                     *             "at": "2026-03-02T09:30:00.000Z"
                     *           },
                     *           "mark": {
                     *             "kind": "named",
                     *             "name": "Note à la ministre",
                     *             "version": 1,
                     *             "createdBy": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "createdAt": "2026-03-02T09:30:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Versions"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Versions.name": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name: string;
                    seq?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "mark": {
                     *         "kind": "named",
                     *         "name": "Note à la ministre",
                     *         "version": 1,
                     *         "createdBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "createdAt": "2026-03-02T09:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NamedVersion"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Versions.content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "kind": "prose",
                     *       "content": {}
                     *     }
                     */
                    "application/json": components["schemas"]["VersionContent"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Versions.unname": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Versions.rename": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "mark": {
                     *         "kind": "named",
                     *         "name": "Note à la ministre",
                     *         "version": 1,
                     *         "createdBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "createdAt": "2026-03-02T09:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NamedVersion"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Versions.restore": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "seq": 1,
                     *       "before": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Restored"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Duties.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "duty": "auditor",
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "person",
                     *           "name": "Note à la ministre",
                     *           "grantedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "grantedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["DutyHolders"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Duties.grant": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                duty: "auditor" | "key-custodian";
                subjectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Duties.withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                duty: "auditor" | "key-custodian";
                subjectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Favourites.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "space",
                     *           "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "version": 1,
                     *           "role": "reader",
                     *           "acts": [
                     *             "resource.create"
                     *           ],
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "trashedAt": "2026-03-02T09:30:00.000Z",
                     *           "documentKind": "prose",
                     *           "documentLanguage": "fr",
                     *           "size": 1,
                     *           "mediaType": "Note à la ministre",
                     *           "personal": false,
                     *           "restricted": false,
                     *           "marking": "none"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["ResourcePage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Office.create": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                 *       "name": "Note à la ministre",
                 *       "format": "odt"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    parentId: string;
                    name: string;
                    /** @enum {string} */
                    format: "odt" | "ods" | "odp" | "docx" | "xlsx" | "pptx";
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Files.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "name": "Note à la ministre",
                     *       "mediaType": "Note à la ministre",
                     *       "size": 1,
                     *       "etag": "Note à la ministre",
                     *       "writtenAt": "2026-03-02T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Files.content": {
        parameters: {
            query?: {
                inline?: "1";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description A range of it */
            206: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description As it is kept already */
            304: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Office.state": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "savedAt": "2026-03-02T09:30:00.000Z",
                     *       "savedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "mayWrite": false,
                     *       "at": "2026-03-02T09:30:00.000Z",
                     *       "savedFrom": "2026-03-02T09:30:00.000Z",
                     *       "editors": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "failure": {
                     *         "at": "2026-03-02T09:30:00.000Z",
                     *         "reason": "lock"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OfficeState"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Office.open": {
        parameters: {
            query?: {
                renews?: "true";
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "Note à la ministre",
                     *       "accessToken": "Note à la ministre",
                     *       "accessTokenTtl": 1,
                     *       "mode": "edit",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["OfficeSession"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "FilePreviews.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "FileVersions.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "number": 1,
                     *           "size": 1,
                     *           "mediaType": "Note à la ministre",
                     *           "restoredFrom": 1,
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["FileVersions"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "FileVersions.content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description A range of it */
            206: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description As it is kept already */
            304: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "FileVersions.restore": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": 1,
                     *       "before": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RestoredFile"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Places.createFolder": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre",
                 *       "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** Format: uuid */
                    parentId: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Federation.waiting": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "email": "Note à la ministre"
                     *           },
                     *           "provider": "Note à la ministre",
                     *           "waiting": false,
                     *           "claims": {
                     *             "name": "Note à la ministre",
                     *             "email": "Note à la ministre",
                     *             "siret": "Note à la ministre",
                     *             "organisation": "Note à la ministre"
                     *           },
                     *           "askedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["IdentityMerges"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Federation.approve": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Federation.refuse": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "People.invite": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "claire.fontaine@prefecture.example",
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    email: string;
                    name: string;
                    /** @default false */
                    admin?: boolean;
                    /** Format: uuid */
                    resourceId?: string;
                    /** @enum {string} */
                    role?: "reader" | "commenter" | "suggester" | "editor" | "manager";
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery": "mailed",
                     *       "link": "https://maroquin.prefecture.example/lien#exemple",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z",
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationResult"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organisation": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "provider": {
                     *         "kind": "file",
                     *         "answers": false,
                     *         "since": "2026-03-02T09:30:00.000Z",
                     *         "ownKey": false,
                     *         "key": {
                     *           "name": "Note à la ministre",
                     *           "version": 1,
                     *           "extractable": false
                     *         }
                     *       },
                     *       "renewedAt": "2026-03-02T09:30:00.000Z",
                     *       "closed": false,
                     *       "custodians": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "requests": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "act": "keys-close",
                     *           "askedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "askedAt": "2026-03-02T09:30:00.000Z",
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "mine": false
                     *         }
                     *       ],
                     *       "destruction": {
                     *         "state": "planned",
                     *         "askedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "approvedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "dueAt": "2026-03-02T09:30:00.000Z",
                     *         "startedAt": "2026-03-02T09:30:00.000Z",
                     *         "doneAt": "2026-03-02T09:30:00.000Z",
                     *         "obstacle": "refused",
                     *         "keyName": "Note à la ministre"
                     *       },
                     *       "undestroyable": "shared",
                     *       "destructionHours": 1,
                     *       "acts": [
                     *         {
                     *           "action": "Note à la ministre",
                     *           "at": "2026-03-02T09:30:00.000Z",
                     *           "by": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["KeyCustody"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.byTicket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ticket": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    ticket: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organisation": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "provider": {
                     *         "kind": "file",
                     *         "answers": false,
                     *         "since": "2026-03-02T09:30:00.000Z",
                     *         "ownKey": false,
                     *         "key": {
                     *           "name": "Note à la ministre",
                     *           "version": 1,
                     *           "extractable": false
                     *         }
                     *       },
                     *       "renewedAt": "2026-03-02T09:30:00.000Z",
                     *       "closed": false,
                     *       "custodians": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "requests": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "act": "keys-close",
                     *           "askedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "askedAt": "2026-03-02T09:30:00.000Z",
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "mine": false
                     *         }
                     *       ],
                     *       "destruction": {
                     *         "state": "planned",
                     *         "askedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "approvedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "dueAt": "2026-03-02T09:30:00.000Z",
                     *         "startedAt": "2026-03-02T09:30:00.000Z",
                     *         "doneAt": "2026-03-02T09:30:00.000Z",
                     *         "obstacle": "refused",
                     *         "keyName": "Note à la ministre"
                     *       },
                     *       "undestroyable": "shared",
                     *       "destructionHours": 1,
                     *       "acts": [
                     *         {
                     *           "action": "Note à la ministre",
                     *           "at": "2026-03-02T09:30:00.000Z",
                     *           "by": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["KeyCustody"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ticket": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    ticket: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "key-destruction",
                     *       "report": "Note à la ministre",
                     *       "algorithm": "Ed25519",
                     *       "signature": "Note à la ministre",
                     *       "publicKey": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["KeyCertificate"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.decideByTicket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ticket": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                 *       "requestId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                 *       "agrees": false
                 *     }
                 */
                "application/json": {
                    ticket: string;
                    /** Format: uuid */
                    requestId: string;
                    agrees: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.withdrawByTicket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ticket": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    ticket: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.askByTicket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ticket": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                 *       "act": "keys-close"
                 *     }
                 */
                "application/json": {
                    ticket: string;
                    /** @enum {string} */
                    act: "keys-close" | "keys-open" | "keys-destroy";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "done": false,
                     *       "expiresAt": "2026-03-02T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["KeyActAnswer"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.withdraw": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.link": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "link": "https://maroquin.prefecture.example/lien#exemple",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CustodyLink"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.ask": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "act": "keys-close"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    act: "keys-close" | "keys-open" | "keys-destroy";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "done": false,
                     *       "expiresAt": "2026-03-02T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["KeyActAnswer"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.approve": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "KeyCustody.refuse": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.all": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "version": 1,
                     *           "name": "Note à la ministre",
                     *           "role": "reader",
                     *           "customRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "hasPassword": false,
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "maxUses": 1,
                     *           "uses": 1,
                     *           "over": "expired",
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastUsedAt": "2026-03-02T09:30:00.000Z",
                     *           "mayShow": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "days": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ExternalLinks"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @default  */
                    q?: string;
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "version": 1,
                     *           "name": "Note à la ministre",
                     *           "role": "reader",
                     *           "customRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "hasPassword": false,
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "maxUses": 1,
                     *           "uses": 1,
                     *           "over": "expired",
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastUsedAt": "2026-03-02T09:30:00.000Z",
                     *           "mayShow": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "days": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ExternalLinks"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.configure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "days": 1
                 *     }
                 */
                "application/json": {
                    days: number | null;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.revokeAny": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "undo": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["WithdrawnLink"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.restoreAny": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "undo": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    undo: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Me.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "person": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "email": "Note à la ministre"
                     *       },
                     *       "profile": {
                     *         "jobTitle": "Note à la ministre",
                     *         "department": "Note à la ministre",
                     *         "workingHours": {
                     *           "from": "",
                     *           "to": "",
                     *           "days": [
                     *             1
                     *           ]
                     *         }
                     *       },
                     *       "hidesPresence": false,
                     *       "emailProven": false,
                     *       "notices": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "link-shown",
                     *           "at": "2026-03-02T09:30:00.000Z",
                     *           "by": "Note à la ministre",
                     *           "approvedBy": "Note à la ministre"
                     *         }
                     *       ],
                     *       "organisation": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "hidesPresence": false,
                     *         "endsAt": "2026-03-02T09:30:00.000Z"
                     *       },
                     *       "capabilities": [
                     *         "Note à la ministre"
                     *       ],
                     *       "videoCallUrl": "Note à la ministre",
                     *       "locale": "fr",
                     *       "timeZone": "Note à la ministre",
                     *       "hasPassword": false,
                     *       "personalSpaceId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Me.update": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /** @enum {string} */
                    locale?: "fr" | "en";
                    timeZone?: string;
                    jobTitle?: string | null;
                    department?: string | null;
                    workingHours?: {
                        from: string;
                        to: string;
                        days: number[];
                    } | null;
                    hidesPresence?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "person": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "email": "Note à la ministre"
                     *       },
                     *       "profile": {
                     *         "jobTitle": "Note à la ministre",
                     *         "department": "Note à la ministre",
                     *         "workingHours": {
                     *           "from": "",
                     *           "to": "",
                     *           "days": [
                     *             1
                     *           ]
                     *         }
                     *       },
                     *       "hidesPresence": false,
                     *       "emailProven": false,
                     *       "notices": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "link-shown",
                     *           "at": "2026-03-02T09:30:00.000Z",
                     *           "by": "Note à la ministre",
                     *           "approvedBy": "Note à la ministre"
                     *         }
                     *       ],
                     *       "organisation": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "hidesPresence": false,
                     *         "endsAt": "2026-03-02T09:30:00.000Z"
                     *       },
                     *       "capabilities": [
                     *         "Note à la ministre"
                     *       ],
                     *       "videoCallUrl": "Note à la ministre",
                     *       "locale": "fr",
                     *       "timeZone": "Note à la ministre",
                     *       "hasPassword": false,
                     *       "personalSpaceId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OwnAccount.proveAddress": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OwnAccount.setUp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organisation": "Note à la ministre",
                 *       "name": "Note à la ministre",
                 *       "email": "claire.fontaine@prefecture.example",
                 *       "password": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    organisation: string;
                    name: string;
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "person": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "email": "Note à la ministre"
                     *       },
                     *       "profile": {
                     *         "jobTitle": "Note à la ministre",
                     *         "department": "Note à la ministre",
                     *         "workingHours": {
                     *           "from": "",
                     *           "to": "",
                     *           "days": [
                     *             1
                     *           ]
                     *         }
                     *       },
                     *       "hidesPresence": false,
                     *       "emailProven": false,
                     *       "notices": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "link-shown",
                     *           "at": "2026-03-02T09:30:00.000Z",
                     *           "by": "Note à la ministre",
                     *           "approvedBy": "Note à la ministre"
                     *         }
                     *       ],
                     *       "organisation": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "hidesPresence": false,
                     *         "endsAt": "2026-03-02T09:30:00.000Z"
                     *       },
                     *       "capabilities": [
                     *         "Note à la ministre"
                     *       ],
                     *       "videoCallUrl": "Note à la ministre",
                     *       "locale": "fr",
                     *       "timeZone": "Note à la ministre",
                     *       "hasPassword": false,
                     *       "personalSpaceId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.addPasskey": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre",
                 *       "credential": {
                 *         "id": "fr",
                 *         "rawId": "fr",
                 *         "type": "public-key",
                 *         "clientExtensionResults": {},
                 *         "response": {
                 *           "clientDataJSON": "fr",
                 *           "attestationObject": "fr"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    name: string;
                    credential: {
                        id: string;
                        rawId: string;
                        /** @enum {string} */
                        type: "public-key";
                        /** @enum {string} */
                        authenticatorAttachment?: "platform" | "cross-platform";
                        clientExtensionResults: {
                            [key: string]: unknown;
                        };
                        response: {
                            clientDataJSON: string;
                            attestationObject: string;
                            authenticatorData?: string;
                            transports?: string[];
                            publicKeyAlgorithm?: number;
                            publicKey?: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "version": 1,
                     *       "name": "Note à la ministre",
                     *       "createdAt": "2026-03-02T09:30:00.000Z",
                     *       "lastUsedAt": "2026-03-02T09:30:00.000Z",
                     *       "synced": false
                     *     }
                     */
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.passkeyOptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "options": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Ceremony"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.removePasskey": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.renamePasskey": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OwnAccount.setPassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    current?: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Me.setPhoto": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "jpeg": "fr"
                 *     }
                 */
                "application/json": {
                    jpeg: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Me.removePhoto": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.renewRecoveryCodes": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "codes": [
                     *         "Note à la ministre"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "hasPassword": false,
                     *       "passkeys": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "version": 1,
                     *           "name": "Note à la ministre",
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastUsedAt": "2026-03-02T09:30:00.000Z",
                     *           "synced": false
                     *         }
                     *       ],
                     *       "totp": {
                     *         "since": "2026-03-02T09:30:00.000Z"
                     *       },
                     *       "recoveryCodesLeft": 1,
                     *       "sessions": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "method": "Note à la ministre",
                     *           "strong": false,
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *           "current": false
                     *         }
                     *       ],
                     *       "freshUntil": "2026-03-02T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Security"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.endOtherSessions": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.endSession": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OwnTokens.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "scopes": [
                     *             "documents"
                     *           ],
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *           "expiresAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OwnTokens.create": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre",
                 *       "scopes": [
                 *         "documents"
                 *       ],
                 *       "days": 1
                 *     }
                 */
                "application/json": {
                    name: string;
                    scopes: ("documents" | "files" | "messages")[];
                    days: number;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "name": "Note à la ministre",
                     *       "scopes": [
                     *         "documents"
                     *       ],
                     *       "createdAt": "2026-03-02T09:30:00.000Z",
                     *       "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z",
                     *       "secret": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OwnTokens.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.beginTotp": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "Note à la ministre",
                     *       "uri": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["NewTotp"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.removeTotp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Security.confirmTotp": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "codes": [
                     *         "Note à la ministre"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                show?: "all" | "unread" | "mentions";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "mention",
                     *           "at": "2026-03-02T09:30:00.000Z",
                     *           "read": false,
                     *           "actor": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre",
                     *             "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "role": "reader"
                     *           },
                     *           "team": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "messages": {
                     *             "conversationId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "seq": 1,
                     *             "count": 1,
                     *             "root": 1
                     *           }
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Notifications"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.getLevel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "level": "all"
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationLevel"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.setLevel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "level": "all"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    level: "all" | "mentions" | "nothing";
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.listDevices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "publicKey": "Note à la ministre",
                     *       "devices": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "here": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PushDevices"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.addDevice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "endpoint": "https://maroquin.prefecture.example/lien#exemple"
                 *     }
                 */
                "application/json": {
                    /** Format: uri */
                    endpoint: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.removeDevice": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "read": false
                 *     }
                 */
                "application/json": {
                    ids?: string[];
                    read: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ids": [
                     *         "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MarkedNotifications"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.getSettings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kinds": [
                     *         {
                     *           "kind": "mention",
                     *           "page": false,
                     *           "push": true,
                     *           "mail": "now"
                     *         }
                     *       ],
                     *       "quiet": {
                     *         "from": "",
                     *         "to": "",
                     *         "days": [
                     *           1
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NotificationSettings"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.setSettings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kinds": [
                 *         {
                 *           "kind": "mention",
                 *           "page": false,
                 *           "mail": "now"
                 *         }
                 *       ],
                 *       "quiet": {
                 *         "from": "",
                 *         "to": "",
                 *         "days": [
                 *           1
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    kinds: {
                        /** @enum {string} */
                        kind: "mention" | "reply" | "direct" | "comment" | "comment-assigned" | "access-given" | "access-requested" | "access-answered" | "team-joined" | "circuit-asked" | "circuit-due" | "circuit-returned" | "circuit-approved" | "file-blocked" | "break-glass-begun" | "break-glass-ended";
                        page: boolean;
                        /** @default true */
                        push?: boolean;
                        /** @enum {string} */
                        mail: "now" | "daily" | "never";
                    }[];
                    quiet: {
                        from: string;
                        to: string;
                        days: number[];
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 0
                     *     }
                     */
                    "application/json": components["schemas"]["UnreadNotifications"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Notifications.unsubscribe": {
        parameters: {
            query: {
                ticket: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OrganisationExports.state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "state": "none",
                     *       "until": "2026-03-02T09:30:00.000Z",
                     *       "last": {
                     *         "begunAt": "2026-03-02T09:30:00.000Z",
                     *         "state": "running",
                     *         "finishedAt": "2026-03-02T09:30:00.000Z",
                     *         "entries": 1,
                     *         "bytes": 1,
                     *         "leftOut": 1,
                     *         "list": "Note à la ministre"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OrganisationExport"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OrganisationExports.download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "OrganisationExports.ask": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "state": "none",
                     *       "until": "2026-03-02T09:30:00.000Z",
                     *       "last": {
                     *         "begunAt": "2026-03-02T09:30:00.000Z",
                     *         "state": "running",
                     *         "finishedAt": "2026-03-02T09:30:00.000Z",
                     *         "entries": 1,
                     *         "bytes": 1,
                     *         "leftOut": 1,
                     *         "list": "Note à la ministre"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OrganisationExport"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Ending.state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "state": "none",
                     *       "endsAt": "2026-03-02T09:30:00.000Z",
                     *       "facts": {
                     *         "reason": "Note à la ministre",
                     *         "askedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "askedAt": "2026-03-02T09:30:00.000Z",
                     *         "approvedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "expiresAt": "2026-03-02T09:30:00.000Z",
                     *         "mine": false
                     *       },
                     *       "may": {
                     *         "ask": false,
                     *         "agree": false,
                     *         "withdraw": false
                     *       },
                     *       "keyStays": "shared"
                     *     }
                     */
                    "application/json": components["schemas"]["OrganisationEnd"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Ending.approve": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Ending.refuse": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Ending.ask": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organisation": "Note à la ministre",
                 *       "reason": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    organisation: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Ending.withdraw": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Organisation.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "hidesPresence": false,
                     *       "quiet": {
                     *         "from": "",
                     *         "to": "",
                     *         "days": [
                     *           1
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OrganisationSettings"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Organisation.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "hidesPresence": false,
                 *       "quiet": {
                 *         "from": "",
                 *         "to": "",
                 *         "days": [
                 *           1
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    hidesPresence: boolean;
                    quiet: {
                        from: string;
                        to: string;
                        days: number[];
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Quotas.ofOrganisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "personMaxBytes": 0,
                     *       "spaceMaxBytes": 0,
                     *       "usedBytes": 0,
                     *       "maxBytes": 0
                     *     }
                     */
                    "application/json": components["schemas"]["OrganisationStorage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Quotas.setDefaults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "personMaxBytes": 0,
                 *       "spaceMaxBytes": 0
                 *     }
                 */
                "application/json": {
                    personMaxBytes: number | null;
                    spaceMaxBytes: number | null;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Quotas.listFiles": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "sizeBytes": 0,
                     *           "usedBytes": 0,
                     *           "isInBin": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredFiles"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Quotas.listSpaces": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "usedBytes": 0,
                     *           "maxBytes": 0
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredSpaces"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "People.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "email": "Note à la ministre",
                     *           "admin": false,
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *           "pending": false,
                     *           "linkRequestedAt": "2026-03-02T09:30:00.000Z",
                     *           "disabledAt": "2026-03-02T09:30:00.000Z",
                     *           "deleted": false,
                     *           "manager": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           }
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "People.find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @default  */
                    q?: string;
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                    /** @enum {string} */
                    state?: "open" | "closed";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "email": "Note à la ministre",
                     *           "admin": false,
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z",
                     *           "pending": false,
                     *           "linkRequestedAt": "2026-03-02T09:30:00.000Z",
                     *           "disabledAt": "2026-03-02T09:30:00.000Z",
                     *           "deleted": false,
                     *           "manager": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           }
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Profiles.card": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobTitle": "Note à la ministre",
                     *       "department": "Note à la ministre",
                     *       "workingHours": {
                     *         "from": "",
                     *         "to": "",
                     *         "days": [
                     *           1
                     *         ]
                     *       },
                     *       "person": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "email": "Note à la ministre",
                     *       "timeZone": "Note à la ministre"
                     *     }
                     */
                    "application/json": components["schemas"]["PersonCard"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "People.disable": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "People.enable": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "People.handOver": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "toId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    toId: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "waiting": false,
                     *       "count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["HandOverResult"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Profiles.photo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description As it is kept already */
            304: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "People.createLink": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery": "mailed",
                     *       "link": "https://maroquin.prefecture.example/lien#exemple",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInLink"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Resources.recent": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                kind?: "space" | "folder" | "document" | "file" | "channel";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "space",
                     *           "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "version": 1,
                     *           "role": "reader",
                     *           "acts": [
                     *             "resource.create"
                     *           ],
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "trashedAt": "2026-03-02T09:30:00.000Z",
                     *           "documentKind": "prose",
                     *           "documentLanguage": "fr",
                     *           "size": 1,
                     *           "mediaType": "Note à la ministre",
                     *           "personal": false,
                     *           "restricted": false,
                     *           "marking": "none"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["ResourcePage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Resources.shared": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "space",
                     *           "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "version": 1,
                     *           "role": "reader",
                     *           "acts": [
                     *             "resource.create"
                     *           ],
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "trashedAt": "2026-03-02T09:30:00.000Z",
                     *           "documentKind": "prose",
                     *           "documentLanguage": "fr",
                     *           "size": 1,
                     *           "mediaType": "Note à la ministre",
                     *           "personal": false,
                     *           "restricted": false,
                     *           "marking": "none"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["ResourcePage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Resources.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resource": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "kind": "space",
                     *         "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre",
                     *         "version": 1,
                     *         "role": "reader",
                     *         "acts": [
                     *           "resource.create"
                     *         ],
                     *         "createdBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "createdAt": "2026-03-02T09:30:00.000Z",
                     *         "updatedAt": "2026-03-02T09:30:00.000Z",
                     *         "updatedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "trashedAt": "2026-03-02T09:30:00.000Z",
                     *         "documentKind": "prose",
                     *         "documentLanguage": "fr",
                     *         "size": 1,
                     *         "mediaType": "Note à la ministre",
                     *         "personal": false,
                     *         "restricted": false,
                     *         "marking": "none"
                     *       },
                     *       "breadcrumb": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "space",
                     *           "name": "Note à la ministre"
                     *         }
                     *       ],
                     *       "outside": false
                     *     }
                     */
                    "application/json": components["schemas"]["Place"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Bin.purge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Resources.update": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /** Format: uuid */
                    parentId?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "kind": "space",
                     *       "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "name": "Note à la ministre",
                     *       "version": 1,
                     *       "role": "reader",
                     *       "acts": [
                     *         "resource.create"
                     *       ],
                     *       "createdBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "createdAt": "2026-03-02T09:30:00.000Z",
                     *       "updatedAt": "2026-03-02T09:30:00.000Z",
                     *       "updatedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "trashedAt": "2026-03-02T09:30:00.000Z",
                     *       "documentKind": "prose",
                     *       "documentLanguage": "fr",
                     *       "size": 1,
                     *       "mediaType": "Note à la ministre",
                     *       "personal": false,
                     *       "restricted": false,
                     *       "marking": "none"
                     *     }
                     */
                    "application/json": components["schemas"]["Resource"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Grants.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "subject": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "person",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "role": "reader",
                     *           "customRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "from": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "grantedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "grantedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "myRole": "reader",
                     *       "myActs": [
                     *         "resource.create"
                     *       ],
                     *       "restricted": false
                     *     }
                     */
                    "application/json": components["schemas"]["AccessList"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Requests.ofResource": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "requestedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["AccessRequests"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "BreakGlass.here": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "running": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "approvedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "endsAt": "2026-03-02T09:30:00.000Z",
                     *           "mayEnd": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BreakGlassHere"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Resources.children": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                kind?: ("space" | "folder" | "document" | "file" | "channel") | ("space" | "folder" | "document" | "file" | "channel")[];
                sort?: "name" | "updated";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "space",
                     *           "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "version": 1,
                     *           "role": "reader",
                     *           "acts": [
                     *             "resource.create"
                     *           ],
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "trashedAt": "2026-03-02T09:30:00.000Z",
                     *           "documentKind": "prose",
                     *           "documentLanguage": "fr",
                     *           "size": 1,
                     *           "mediaType": "Note à la ministre",
                     *           "personal": false,
                     *           "restricted": false,
                     *           "marking": "none"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["ResourcePage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Citations.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "space",
                     *           "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "version": 1,
                     *           "role": "reader",
                     *           "acts": [
                     *             "resource.create"
                     *           ],
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "trashedAt": "2026-03-02T09:30:00.000Z",
                     *           "documentKind": "prose",
                     *           "documentLanguage": "fr",
                     *           "size": 1,
                     *           "mediaType": "Note à la ministre",
                     *           "personal": false,
                     *           "restricted": false,
                     *           "marking": "none"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["ResourcePage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Copies.copy": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    parentId: string;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "leftOut": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CopiedResource"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Favourites.set": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on": false
                 *     }
                 */
                "application/json": {
                    on: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Grants.set": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                subjectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "reader"
                 *     }
                 */
                "application/json": {
                    role: ("reader" | "commenter" | "suggester" | "editor" | "manager") | string;
                    /** Format: date-time */
                    expiresAt?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "through": [
                     *         {
                     *           "subject": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "person",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "role": "reader",
                     *           "customRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "from": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "grantedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "grantedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ChangedGrant"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Grants.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                subjectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "undo": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "through": [
                     *         {
                     *           "subject": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "person",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "role": "reader",
                     *           "customRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "from": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "grantedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "grantedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RemovedGrant"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Grants.restore": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                subjectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "undo": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    undo: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "version": 1,
                     *           "name": "Note à la ministre",
                     *           "role": "reader",
                     *           "customRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "hasPassword": false,
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "maxUses": 1,
                     *           "uses": 1,
                     *           "over": "expired",
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastUsedAt": "2026-03-02T09:30:00.000Z",
                     *           "mayShow": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "days": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ExternalLinks"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.create": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre",
                 *       "role": "reader"
                 *     }
                 */
                "application/json": {
                    name: string;
                    role: ("reader" | "commenter" | "suggester" | "editor") | string;
                    expiresAt?: string | null;
                    password?: string;
                    maxUses?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "link": "https://maroquin.prefecture.example/lien#exemple"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedLink"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "undo": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["WithdrawnLink"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    role?: ("reader" | "commenter" | "suggester" | "editor") | string;
                    expiresAt?: string | null;
                    password?: string | null;
                    maxUses?: number | null;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.address": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "link": "https://maroquin.prefecture.example/lien#exemple"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkAddress"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.restore": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                linkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "undo": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    undo: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Markings.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "marking": "none",
                     *       "least": "none",
                     *       "ceiling": "none",
                     *       "links": 1,
                     *       "guests": 1,
                     *       "decidedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "decidedAt": "2026-03-02T09:30:00.000Z",
                     *       "takesTwo": false,
                     *       "request": {
                     *         "marking": "none",
                     *         "reason": "Note à la ministre",
                     *         "askedBy": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "askedAt": "2026-03-02T09:30:00.000Z",
                     *         "expiresAt": "2026-03-02T09:30:00.000Z",
                     *         "mine": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MarkingState"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Markings.set": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "marking": "none"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    marking: "none" | "sensitive" | "restricted";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Markings.answer": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "agrees": false
                 *     }
                 */
                "application/json": {
                    agrees: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Resources.previewMove": {
        parameters: {
            query: {
                parentId: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gains": {
                     *         "items": [
                     *           {
                     *             "subject": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "kind": "person",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "before": "reader",
                     *             "after": "reader"
                     *           }
                     *         ],
                     *         "more": 1,
                     *         "links": 1
                     *       },
                     *       "losses": {
                     *         "items": [
                     *           {
                     *             "subject": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "kind": "person",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "before": "reader",
                     *             "after": "reader"
                     *           }
                     *         ],
                     *         "more": 1,
                     *         "links": 1
                     *       },
                     *       "refusal": "gives"
                     *     }
                     */
                    "application/json": components["schemas"]["MovePreview"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Resources.restore": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "kind": "space",
                     *       "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "name": "Note à la ministre",
                     *       "version": 1,
                     *       "role": "reader",
                     *       "acts": [
                     *         "resource.create"
                     *       ],
                     *       "createdBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "createdAt": "2026-03-02T09:30:00.000Z",
                     *       "updatedAt": "2026-03-02T09:30:00.000Z",
                     *       "updatedBy": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "trashedAt": "2026-03-02T09:30:00.000Z",
                     *       "documentKind": "prose",
                     *       "documentLanguage": "fr",
                     *       "size": 1,
                     *       "mediaType": "Note à la ministre",
                     *       "personal": false,
                     *       "restricted": false,
                     *       "marking": "none"
                     *     }
                     */
                    "application/json": components["schemas"]["Resource"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Grants.previewRestriction": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "restricted": false,
                     *       "gains": {
                     *         "items": [
                     *           {
                     *             "subject": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "kind": "person",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "before": "reader",
                     *             "after": "reader"
                     *           }
                     *         ],
                     *         "more": 1,
                     *         "links": 1
                     *       },
                     *       "losses": {
                     *         "items": [
                     *           {
                     *             "subject": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "kind": "person",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "before": "reader",
                     *             "after": "reader"
                     *           }
                     *         ],
                     *         "more": 1,
                     *         "links": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Restriction"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Grants.restrict": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "restricted": false
                 *     }
                 */
                "application/json": {
                    restricted: boolean;
                    undo?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "undo": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Restricted"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Quotas.ofPlace": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "holder": "person",
                     *       "usedBytes": 0,
                     *       "maxBytes": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Storage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Resources.moveToTrash": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Rights.person": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                kind?: "space" | "folder" | "document" | "file" | "channel";
                role?: "reader" | "commenter" | "suggester" | "editor" | "manager";
                way?: "person" | "team" | "everyone";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre",
                     *             "personal": false,
                     *             "trashed": false,
                     *             "restricted": false,
                     *             "createdAt": "2026-03-02T09:30:00.000Z",
                     *             "path": [
                     *               {
                     *                 "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                 "kind": "space",
                     *                 "name": "Note à la ministre"
                     *               }
                     *             ]
                     *           },
                     *           "role": "reader",
                     *           "reasons": [
                     *             {
                     *               "role": "reader",
                     *               "customRole": {
                     *                 "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                 "name": "Note à la ministre",
                     *                 "acts": [
                     *                   "resource.create"
                     *                 ]
                     *               },
                     *               "expiresAt": "2026-03-02T09:30:00.000Z",
                     *               "subject": {
                     *                 "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                 "kind": "person",
                     *                 "name": "Note à la ministre"
                     *               },
                     *               "through": [
                     *                 {
                     *                   "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                   "name": "Note à la ministre"
                     *                 }
                     *               ],
                     *               "from": {
                     *                 "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                 "kind": "space",
                     *                 "name": "Note à la ministre"
                     *               },
                     *               "grantedBy": {
                     *                 "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *                 "name": "Note à la ministre"
                     *               },
                     *               "grantedAt": "2026-03-02T09:30:00.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "person": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "name": "Note à la ministre"
                     *       },
                     *       "seat": {
                     *         "kind": "member",
                     *         "endsAt": "2026-03-02T09:30:00.000Z",
                     *         "over": false
                     *       },
                     *       "closed": false
                     *     }
                     */
                    "application/json": components["schemas"]["PersonRights"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Rights.resource": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "subject": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "person",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "role": "reader",
                     *           "customRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "from": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "grantedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "grantedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "resource": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "kind": "space",
                     *         "name": "Note à la ministre",
                     *         "personal": false,
                     *         "trashed": false,
                     *         "restricted": false,
                     *         "createdAt": "2026-03-02T09:30:00.000Z",
                     *         "path": [
                     *           {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ResourceRights"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Rights.links": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "version": 1,
                     *           "name": "Note à la ministre",
                     *           "role": "reader",
                     *           "customRole": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre",
                     *             "acts": [
                     *               "resource.create"
                     *             ]
                     *           },
                     *           "resource": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "kind": "space",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "hasPassword": false,
                     *           "expiresAt": "2026-03-02T09:30:00.000Z",
                     *           "maxUses": 1,
                     *           "uses": 1,
                     *           "over": "expired",
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "lastUsedAt": "2026-03-02T09:30:00.000Z",
                     *           "mayShow": false
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["ExternalLinkPage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Roles.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "acts": [
                     *             "resource.create"
                     *           ],
                     *           "version": 1,
                     *           "base": "reader",
                     *           "rights": 1
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["CustomRoles"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Roles.create": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre",
                 *       "base": "reader",
                 *       "acts": [
                 *         "resource.create"
                 *       ]
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    base: "reader";
                    acts: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
                } | {
                    name: string;
                    /** @enum {string} */
                    base: "commenter";
                    acts: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
                } | {
                    name: string;
                    /** @enum {string} */
                    base: "suggester";
                    acts: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
                } | {
                    name: string;
                    /** @enum {string} */
                    base: "editor";
                    acts: ("access.share" | "access.link" | "access.answer")[];
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Roles.change": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre",
                 *       "base": "reader",
                 *       "acts": [
                 *         "resource.create"
                 *       ]
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    base: "reader";
                    acts: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
                } | {
                    name: string;
                    /** @enum {string} */
                    base: "commenter";
                    acts: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
                } | {
                    name: string;
                    /** @enum {string} */
                    base: "suggester";
                    acts: ("resource.create" | "resource.rename" | "resource.move" | "resource.trash" | "access.share" | "access.link" | "access.answer")[];
                } | {
                    name: string;
                    /** @enum {string} */
                    base: "editor";
                    acts: ("access.share" | "access.link" | "access.answer")[];
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Roles.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Own.savedMessages": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "message": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "seq": 1,
                     *             "clientId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "author": {
                     *               "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *               "name": "Note à la ministre"
                     *             },
                     *             "text": "Note à la ministre",
                     *             "at": "2026-03-02T09:30:00.000Z"
                     *           },
                     *           "conversationId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "channelId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "rootSeq": 1,
                     *           "name": "Note à la ministre",
                     *           "savedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedMessages"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Own.scheduledMessages": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "text": "Note à la ministre",
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "conversationId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "channelId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "sendAt": "2026-03-02T09:30:00.000Z",
                     *           "refused": "Note à la ministre"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduledMessages"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Own.unschedule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Search.search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "q": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    q: string;
                    kinds?: ("document" | "file" | "message" | "place")[];
                    /** Format: uuid */
                    in?: string;
                    /** Format: uuid */
                    from?: string;
                    /** Format: date-time */
                    since?: string;
                    /** Format: date-time */
                    until?: string;
                    cursor?: string;
                    /** @default 20 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "direct",
                     *           "title": [
                     *             {
                     *               "text": "Note à la ministre"
                     *             }
                     *           ],
                     *           "extract": [
                     *             {
                     *               "text": "Note à la ministre"
                     *             }
                     *           ],
                     *           "page": 1,
                     *           "at": "2026-03-02T09:30:00.000Z",
                     *           "author": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "place": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "mediaType": "Note à la ministre"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "suggestions": [
                     *         "Note à la ministre"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SearchResults"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Auth.byLink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": "code"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        next: "code";
                    } | {
                        /** @constant */
                        next: "passkey";
                    } | {
                        /** @constant */
                        next: "page";
                        path: string;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Auth.requestLink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "claire.fontaine@prefecture.example"
                 *     }
                 */
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            /** @description OK */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Federation.start": {
        parameters: {
            query?: {
                suite?: string;
            };
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser goes on there */
            303: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Federation.backChannel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    logout_token: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Federation.callback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser goes on there */
            303: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Federation.signedOut": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser goes on there */
            303: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "FactorAuth.byPasskey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "credential": {
                 *         "id": "fr",
                 *         "rawId": "fr",
                 *         "type": "public-key",
                 *         "clientExtensionResults": {},
                 *         "response": {
                 *           "clientDataJSON": "fr",
                 *           "authenticatorData": "fr",
                 *           "signature": "fr"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    credential: {
                        id: string;
                        rawId: string;
                        /** @enum {string} */
                        type: "public-key";
                        /** @enum {string} */
                        authenticatorAttachment?: "platform" | "cross-platform";
                        clientExtensionResults: {
                            [key: string]: unknown;
                        };
                        response: {
                            clientDataJSON: string;
                            authenticatorData: string;
                            signature: string;
                            userHandle?: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "FactorAuth.passkeyOptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "options": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Ceremony"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Auth.byPassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "claire.fontaine@prefecture.example",
                 *       "password": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": "code"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        next: "code";
                    } | {
                        /** @constant */
                        next: "passkey";
                    } | {
                        /** @constant */
                        next: "page";
                        path: string;
                    };
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Federation.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "Note à la ministre",
                     *           "kind": "proconnect",
                     *           "name": "Note à la ministre",
                     *           "contact": "Note à la ministre"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "mail": false
                     *     }
                     */
                    "application/json": components["schemas"]["SignInProviders"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "FactorAuth.secondFactor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "SignOut.signOut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "location": "https://maroquin.prefecture.example/lien#exemple"
                     *     }
                     */
                    "application/json": components["schemas"]["SignOut"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Places.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "space",
                     *           "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "version": 1,
                     *           "role": "reader",
                     *           "acts": [
                     *             "resource.create"
                     *           ],
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "trashedAt": "2026-03-02T09:30:00.000Z",
                     *           "documentKind": "prose",
                     *           "documentLanguage": "fr",
                     *           "size": 1,
                     *           "mediaType": "Note à la ministre",
                     *           "personal": false,
                     *           "restricted": false,
                     *           "marking": "none"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["ResourcePage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Places.createSpace": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Guests.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 1,
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "email": "Note à la ministre",
                     *           "sponsor": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "endsAt": "2026-03-02T09:30:00.000Z",
                     *           "over": false,
                     *           "invitedAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Guests"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Guests.invite": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "claire.fontaine@prefecture.example",
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    email: string;
                    name: string;
                    /**
                     * @default reader
                     * @enum {string}
                     */
                    role?: "reader" | "commenter" | "suggester" | "editor";
                    /** @default 90 */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery": "mailed",
                     *       "link": "https://maroquin.prefecture.example/lien#exemple",
                     *       "expiresAt": "2026-03-02T09:30:00.000Z",
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationResult"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Guests.preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "documents": 1,
                     *       "files": 1,
                     *       "discussions": 1
                     *     }
                     */
                    "application/json": components["schemas"]["GuestPreview"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Guests.search": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @default  */
                    q?: string;
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 1,
                     *           "person": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "email": "Note à la ministre",
                     *           "sponsor": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "endsAt": "2026-03-02T09:30:00.000Z",
                     *           "over": false,
                     *           "invitedAt": "2026-03-02T09:30:00.000Z",
                     *           "lastSeenAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Guests"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Guests.setEnd": {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                id: string;
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "endsAt": "2026-03-02T09:30:00.000Z"
                 *     }
                 */
                "application/json": {
                    /** Format: date-time */
                    endsAt: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Quotas.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "quota": "default",
                     *       "usedBytes": 0,
                     *       "maxBytes": 0
                     *     }
                     */
                    "application/json": components["schemas"]["StorageQuota"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Quotas.set": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "quota": "default"
                 *     }
                 */
                "application/json": {
                    quota: "default" | (number | null);
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Teams.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "members": 1
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Teams"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Teams.create": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Note à la ministre"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d"
                     *     }
                     */
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Teams.search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** @default  */
                    q?: string;
                    cursor?: string;
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "members": 1
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["Teams"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Teams.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "name": "Note à la ministre",
                     *       "members": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Teams.members": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "person",
                     *           "name": "Note à la ministre",
                     *           "email": "Note à la ministre",
                     *           "addedAt": "2026-03-02T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                     *     }
                     */
                    "application/json": components["schemas"]["TeamMembers"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Teams.addMember": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Teams.removeMember": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Threads.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "channelId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "root": {
                     *         "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "seq": 1,
                     *         "clientId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *         "author": {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre"
                     *         },
                     *         "text": "Note à la ministre",
                     *         "at": "2026-03-02T09:30:00.000Z"
                     *       },
                     *       "lastSeq": 1,
                     *       "readSeq": 1,
                     *       "following": false,
                     *       "canPost": false,
                     *       "canModerate": false
                     *     }
                     */
                    "application/json": components["schemas"]["Thread"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Threads.follow": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on": false
                 *     }
                 */
                "application/json": {
                    on: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Bin.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "kind": "space",
                     *           "parentId": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *           "name": "Note à la ministre",
                     *           "version": 1,
                     *           "role": "reader",
                     *           "acts": [
                     *             "resource.create"
                     *           ],
                     *           "createdBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "createdAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedAt": "2026-03-02T09:30:00.000Z",
                     *           "updatedBy": {
                     *             "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *             "name": "Note à la ministre"
                     *           },
                     *           "trashedAt": "2026-03-02T09:30:00.000Z",
                     *           "documentKind": "prose",
                     *           "documentLanguage": "fr",
                     *           "size": 1,
                     *           "mediaType": "Note à la ministre",
                     *           "personal": false,
                     *           "restricted": false,
                     *           "marking": "none"
                     *         }
                     *       ],
                     *       "next": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0",
                     *       "keptDays": 1
                     *     }
                     */
                    "application/json": components["schemas"]["BinPage"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "Links.open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Exemple-de-secret-qui-n-ouvre-rien-du-tout0"
                 *     }
                 */
                "application/json": {
                    token: string;
                    password?: string;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d",
                     *       "kind": "space"
                     *     }
                     */
                    "application/json": components["schemas"]["OpenedLink"];
                };
            };
            /** @description Problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
