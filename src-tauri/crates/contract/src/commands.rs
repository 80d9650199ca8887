//! The table of commands. It is the one place that names them: the TypeScript map, the adapters of the shell and the test
//! hosts are expanded from it, and a handler of the same name answers each in the app crate.

/// Hands the table to a macro: first the quick commands, then the long ones, which take progress and a cancel token.
#[macro_export]
macro_rules! command_table {
    ($expand:ident) => {
        $expand! {
            quick {
                /// What the frame of the window shows at start.
                app_state(()) -> AppState;
                /// Where do we stand?
                home(()) -> HomeView;
                /// Makes an empty plan and opens it.
                new_plan(NewPlan) -> PlanView;
                /// Closes the present plan, if any, and opens another one.
                open_plan(OpenPlan) -> PlanView;
                close_plan(()) -> AppState;
                /// Asks where and writes a copy of the plan; `null` when the person thought better of it.
                save_copy(()) -> Option<FileRef>;
                rename_plan(RenamePlan) -> PlanView;
                /// Asks for a file; `null` when the person thought better of it.
                choose_file(ChooseFile) -> Option<FileRef>;
                forget_recent(FileAction) -> AppState;
                remember_step(RememberStep) -> ();
                /// Says which entries of the native menu can be had now.
                offer_commands(OfferedCommands) -> ();
                undo(()) -> PlanView;
                redo(()) -> PlanView;
                /// Sees the plan from today: what has run out since no longer counts.
                bring_to_today(()) -> PlanView;

                /// Checks choices against the sheet that was read, without changing anything.
                import_check(ImportChoices) -> ImportCheck;
                /// The accounts and rows behind a figure of the check, a page at a time.
                import_differences(ImportDifferences) -> DifferencePage;
                /// Forgets how lists with these headings were read; gives the columns as the list itself suggests them.
                import_forget(ImportRead) -> ImportDraft;
                /// Asks where and writes the rows that are not taken, or not whole, with the reasons; `null` when the person
                /// thought better of it.
                save_rejected(SaveRejected) -> Option<FileRef>;
                import_close(()) -> ();

                grid_columns(()) -> GridColumns;
                account_page(AccountPageRequest) -> AccountPage;
                account_sums(AccountQuery) -> QuerySums;
                account_detail(AccountRef) -> AccountDetail;
                /// How good the list is, and the money its gaps sit on.
                quality(()) -> QualityView;
                /// Makes one account of each company, in one change.
                merge_accounts(MergeAccounts) -> PlanView;
                /// Says that accounts are not one company, so that they are not shown together again.
                keep_apart(KeepApart) -> PlanView;
                /// Which accounts belong together, and which may.
                families(()) -> FamiliesView;
                /// Puts accounts below a parent, or on their own feet, in one change.
                set_parents(SetParents) -> PlanView;
                /// Where the accounts are.
                map(()) -> MapView;
                /// The values of industry and country with the spellings that were folded into them.
                spellings(()) -> SpellingsView;
                /// Keeps a spelling, or a value with all its spellings, as something else, in one change.
                set_spelling(SpellingChoice) -> PlanView;
                edit_cell(CellEdit) -> PlanView;
                /// Puts cells on the clipboard as a spreadsheet takes them.
                copy_cells(CopyRange) -> Copied;
                /// Copies cells and makes them blank, in one change.
                cut_cells(CellRange) -> CellsEdited;
                /// Puts what is on the clipboard into cells, in one change.
                paste_cells(PasteCells) -> CellsEdited;
                /// Makes cells blank, in one change.
                clear_cells(CellRange) -> CellsEdited;
                /// Puts the values of the range's first row into its other rows; a single row takes those of the row above.
                fill_down(CellRange) -> CellsEdited;
                range_sums(CellRange) -> RangeSums;
                /// How the grid was last laid out in this plan; `null` before anybody did.
                grid_layout(()) -> Option<GridLayout>;
                keep_grid_layout(GridLayout) -> ();

                model(()) -> ModelView;
                preview_model(ModelDraft) -> ModelLive;
                set_model(ModelDraft) -> PlanView;
                /// Weights that follow from comparing criteria in pairs; nothing is changed.
                compare_criteria(Comparisons) -> Compared;
                edit_criterion(CriterionEdit) -> PlanView;
                add_criterion(AddCriterion) -> PlanView;
                remove_criterion(RemoveCriterion) -> PlanView;
                /// Renames, adds or removes tiers, with their cut-offs, cadences and overrides, in one change.
                set_tiers(TiersEdit) -> PlanView;
                /// The columns that people compute, and what they can be computed from.
                computed(()) -> ComputedView;
                /// What a computed column would hold; nothing is changed.
                preview_computed(ComputedDraft) -> ComputedTest;
                save_computed(SaveComputed) -> PlanView;
                /// Takes a computed column out of the plan; refused while something reads it.
                remove_computed(ComputedRef) -> PlanView;
                /// What accounts must be or must not be, and whom that stops.
                gates(()) -> GatesView;
                /// Whom a gate would stop; nothing is changed.
                preview_gate(GateDraft) -> GateTouch;
                save_gate(GateDraft) -> PlanView;
                remove_gate(GateRef) -> PlanView;
                /// What became of accounts that the tiers can be tested on.
                outcomes(()) -> OutcomesView;
                /// Whether the tiers tell good accounts from others.
                backtest(BacktestRequest) -> BacktestView;
                /// Weights that an outcome suggests; nothing is changed.
                learn_weights(BacktestRequest) -> LearnedView;
                /// Ways to tier beside each other, and what holds agreed tiers.
                scenarios(()) -> ScenariosView;
                compare_scenarios(CompareScenarios) -> MovesView;
                /// Keeps what is in force as a scenario.
                keep_scenario(KeepScenario) -> PlanView;
                /// Puts a scenario's model, gates and cut-offs in force. Overrides stay.
                use_scenario(ScenarioRef) -> PlanView;
                rename_scenario(RenameScenario) -> PlanView;
                /// Forgets a scenario; if it was agreed on, nothing is held any more.
                remove_scenario(ScenarioRef) -> PlanView;
                set_steadiness(SteadinessEdit) -> PlanView;
                /// Puts the standard criteria back as the list suggests them.
                reset_model(()) -> PlanView;

                tier_board(()) -> TierBoard;
                board_cards(BoardCardsRequest) -> BoardCards;
                board_range(BoardRangeRequest) -> BoardRange;
                /// Accounts by two measures at once.
                matrix(()) -> MatrixView;
                preview_matrix(MatrixDraft) -> MatrixView;
                set_matrix(MatrixDraft) -> PlanView;
                override_tier(OverrideTier) -> PlanView;
                clear_override(ClearOverride) -> PlanView;
                /// How many tiers may be set by hand; more are told of, not refused.
                set_override_budget(OverrideBudget) -> PlanView;

                opportunity(()) -> OpportunityView;
                set_opportunity(OpportunitySettingsView) -> PlanView;

                coverage(()) -> CoverageView;
                preview_coverage(CoverageSettings) -> CoverageView;
                set_coverage(CoverageSettings) -> PlanView;

                territories(()) -> TerritoriesView;
                save_rep(SaveRep) -> PlanView;
                remove_rep(RemoveRep) -> PlanView;
                set_territories(TerritorySettingsView) -> PlanView;
                assign_accounts(AssignAccounts) -> PlanView;
                pin_accounts(PinAccounts) -> PlanView;

                quotas(()) -> QuotasView;
                preview_quotas(QuotaSettingsView) -> QuotasView;
                set_quotas(QuotaSettingsView) -> PlanView;
                set_rep_quota(SetRepQuota) -> PlanView;

                share(()) -> ShareView;
                /// Asks where the workbook should go; `null` when the person thought better of it.
                choose_export_target(()) -> Option<FileRef>;
                /// Opens a file this app wrote with the program it belongs to.
                open_exported(FileAction) -> ();
                reveal_exported(FileAction) -> ();
                /// Licences of everything inside.
                notices(()) -> String;
            }
            long {
                /// Makes a plan of the sample company, ready to play with.
                open_sample(()) -> PlanView;
                /// Reads what sheets a file has.
                import_open(ImportOpen) -> ImportFile;
                /// Takes another file into the import; gives all sheets there are now.
                import_add(ImportAdd) -> ImportFile;
                /// Reads a sheet and says what its columns seem to mean.
                import_read(ImportRead) -> ImportDraft;
                /// Imports in one change that one undo takes back.
                import_commit(ImportChoices) -> ImportDone;
                import_reps(ImportReps) -> ImportDone;
                /// Looks for accounts that are one company.
                find_duplicates(()) -> DuplicatesView;
                /// Tries other weights and says how firm the tiers are.
                test_model(()) -> FirmnessView;
                /// Weighs equal work and present owners as the plan says.
                assign_automatically(()) -> Assigned;
                export_workbook(ExportWorkbook) -> Exported;
            }
        }
    };
}
