import { BOOKKEEPING } from "./provide.ts";

const listed = BOOKKEEPING.map((name) => `'${name}'`).join(", ");

/**
 * One round trip: `[kind, names, definition]` for every object of the users' schemas. Definitions are asked for with an
 * empty search_path, so that they mean the same whatever a migration set. Columns come in their order in the table.
 */
export const CATALOG_QUERY = `
with ns as materialized (
  select oid, nspname from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
), ext as materialized (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
), rel as materialized (
  select c.*, ns.nspname from pg_catalog.pg_class c join ns on ns.oid = c.relnamespace
  where c.relname not in (${listed})
    and not exists (select from ext where classid = 'pg_catalog.pg_class'::regclass and objid = c.oid)
    -- a tool's own table brings the sequence of its key
    and not (c.relkind = 'S' and exists (
      select from pg_catalog.pg_depend d join pg_catalog.pg_class book on book.oid = d.refobjid
      where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_catalog.pg_class'::regclass
        and d.deptype in ('a', 'i') and book.relname in (${listed})))
), cols as materialized (
  select a.*, rel.nspname, rel.relname, rel.relkind from pg_catalog.pg_attribute a join rel on rel.oid = a.attrelid
  where rel.relkind in ('r', 'p', 'f', 'c') and a.attnum > 0 and not a.attisdropped
), typ as materialized (
  select t.*, ns.nspname from pg_catalog.pg_type t join ns on ns.oid = t.typnamespace
  where t.typtype in ('e', 'd', 'r') and not exists (select from ext where classid = 'pg_catalog.pg_type'::regclass and objid = t.oid)
), fn as materialized (
  select p.*, ns.nspname from pg_catalog.pg_proc p join ns on ns.oid = p.pronamespace
  where not exists (select from ext where classid = 'pg_catalog.pg_proc'::regclass and objid = p.oid)
    -- a range type brings its own constructors
    and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')
), con as materialized (
  select k.*, rel.nspname, rel.relname from pg_catalog.pg_constraint k join rel on rel.oid = k.conrelid
), seq as materialized (
  select s.*, rel.nspname, rel.relname, own.deptype, own.refobjid, own.refobjsubid
  from pg_catalog.pg_sequence s join rel on rel.oid = s.seqrelid
  left join pg_catalog.pg_depend own on own.classid = 'pg_catalog.pg_class'::regclass and own.objid = s.seqrelid
    and own.refclassid = 'pg_catalog.pg_class'::regclass and own.refobjsubid > 0 and own.deptype in ('a', 'i')
  where own.deptype is distinct from 'i'
), held(kind, names, owner, objtype, acl) as (
  select '', array[nspname::text, relname], relowner, case relkind when 'S' then 's' else 'r' end, relacl from rel where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all
  select '', array[nspname::text, proname, '(' || pg_catalog.pg_get_function_identity_arguments(oid) || ')'], proowner, 'f', proacl from fn
  union all
  select 'type ', array[nspname::text, typname], typowner, 'T', typacl from typ
  union all
  select 'schema ', array[ns.nspname::text], nspowner, 'n', nspacl from ns join pg_catalog.pg_namespace using (oid)
), granted(kind, names, owner, objtype, acl) as (
  select 'grants on ' || kind, names, owner, objtype, acl from held
  union all
  select 'grants on ', array[nspname::text, relname, attname], 0, 'c', attacl from cols
  union all
  -- of a schema they come on top of what holds everywhere; everywhere they stand in place of what is usual
  select 'default privileges of ', array_remove(array[pg_catalog.pg_get_userbyid(defaclrole), nspname, defaclobjtype::text], null), defaclrole,
    case when nspname is not null then 'c' when defaclobjtype = 'S' then 's' else defaclobjtype::text end, defaclacl
  from pg_catalog.pg_default_acl left join ns on ns.oid = defaclnamespace
), seen(kind, names, definition, ord) as (
  select 'schema', array[nspname::text], '', 0 from ns
  union all
  select 'extension', array[extname::text], '', 0 from pg_catalog.pg_extension where extname <> 'plpgsql'
  union all
  select 'table', array[nspname::text, relname], concat_ws(' ',
    case relpersistence when 'u' then 'unlogged' when 't' then 'temporary' end,
    case when relkind = 'f' then 'foreign' end,
    case when relkind = 'p' then 'partition by ' || pg_catalog.pg_get_partkeydef(oid) end,
    case when relispartition then pg_catalog.pg_get_expr(relpartbound, oid) end,
    (select 'inherits ' || string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno) from pg_catalog.pg_inherits i where i.inhrelid = rel.oid),
    case when relrowsecurity then 'row security' end, case when relforcerowsecurity then 'forced' end,
    case when relreplident <> 'd' then 'replica identity ' || relreplident::text end,
    'with ' || reloptions::text), 0
  from rel where relkind in ('r', 'p', 'f')
  union all
  select case relkind when 'c' then 'attribute' else 'column' end, array[nspname::text, relname, attname], concat_ws(' ',
    pg_catalog.format_type(atttypid, atttypmod),
    (select 'collate ' || quote_ident(co.collname) from pg_catalog.pg_collation co, pg_catalog.pg_type t
      where co.oid = attcollation and t.oid = atttypid and attcollation <> t.typcollation),
    case when attnotnull then 'not null' end,
    case when attnotnull and exists (select from con where conrelid = attrelid and contype = 'n' and conkey[1] = attnum and not convalidated) then 'not valid' end,
    case attidentity when 'a' then 'generated always as identity' when 'd' then 'generated by default as identity' end,
    (select case attgenerated when '' then 'default ' || pg_catalog.pg_get_expr(adbin, adrelid)
        else 'generated always as (' || pg_catalog.pg_get_expr(adbin, adrelid) || ') ' || case attgenerated when 's' then 'stored' else 'virtual' end end
      from pg_catalog.pg_attrdef where adrelid = attrelid and adnum = attnum)), attnum
  from cols
  union all
  select 'constraint', array[nspname::text, relname, conname],
    pg_catalog.pg_get_constraintdef(oid), 0
  from con where contype in ('c', 'f', 'p', 'u', 'x') and conparentid = 0
  union all
  select 'index', array[rel.nspname::text, rel.relname], pg_catalog.pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' (invalid)' end, 0
  from pg_catalog.pg_index i join rel on rel.oid = i.indexrelid join rel t on t.oid = i.indrelid
  where not rel.relispartition and not exists (select from con where conindid = i.indexrelid and contype in ('p', 'u', 'x'))
  union all
  select case relkind when 'v' then 'view' else 'materialized view' end, array[nspname::text, relname],
    concat_ws(' ', 'with ' || reloptions::text, pg_catalog.pg_get_viewdef(oid)), 0
  from rel where relkind in ('v', 'm')
  union all
  select case prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end,
    array[nspname::text, proname, '(' || pg_catalog.pg_get_function_identity_arguments(oid) || ')'],
    case when prokind = 'a' then pg_catalog.pg_get_function_result(oid) || (select ' ' || aggtransfn::text || ' ' || aggfinalfn::text || ' ' || coalesce(agginitval, '') from pg_catalog.pg_aggregate where aggfnoid = fn.oid)
      else pg_catalog.pg_get_functiondef(oid) end, 0
  from fn
  union all
  select 'trigger', array[rel.nspname::text, rel.relname, tgname],
    pg_catalog.pg_get_triggerdef(t.oid) || case tgenabled when 'O' then '' else ' (' || tgenabled::text || ')' end, 0
  from pg_catalog.pg_trigger t join rel on rel.oid = t.tgrelid where not tgisinternal and tgparentid = 0
  union all
  select 'type', array[nspname::text, typname], (select 'enum (' || string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) || ')' from pg_catalog.pg_enum where enumtypid = typ.oid), 0
  from typ where typtype = 'e'
  union all
  select 'type', array[nspname::text, typname], 'range of ' || (select pg_catalog.format_type(rngsubtype, null) from pg_catalog.pg_range where rngtypid = typ.oid), 0
  from typ where typtype = 'r'
  union all
  select 'type', array[nspname::text, relname], 'composite', 0 from rel where relkind = 'c'
  union all
  select 'domain', array[nspname::text, typname], concat_ws(' ', pg_catalog.format_type(typbasetype, typtypmod), case when typnotnull then 'not null' end, 'default ' || typdefault,
    (select string_agg(pg_catalog.pg_get_constraintdef(oid), ' ' order by conname) from pg_catalog.pg_constraint where contypid = typ.oid and contype = 'c')), 0
  from typ where typtype = 'd'
  union all
  select 'sequence', array[nspname::text, relname], concat_ws(' ', 'as', pg_catalog.format_type(seqtypid, null), 'start', seqstart, 'increment', seqincrement,
    'min', seqmin, 'max', seqmax, 'cache', seqcache, case when seqcycle then 'cycle' end,
    'owned by ' || (select cols.nspname || '.' || cols.relname || '.' || attname from cols where attrelid = refobjid and attnum = refobjsubid)), 0
  from seq
  union all
  select 'policy', array[rel.nspname::text, rel.relname, polname], concat_ws(' ', case when polpermissive then 'permissive' else 'restrictive' end, 'for', polcmd,
    'to ' || (select string_agg(coalesce(rolname, 'public'), ', ' order by rolname) from unnest(polroles) r(oid) left join pg_catalog.pg_roles on pg_roles.oid = r.oid),
    'using ' || pg_catalog.pg_get_expr(polqual, polrelid), 'with check ' || pg_catalog.pg_get_expr(polwithcheck, polrelid)), 0
  from pg_catalog.pg_policy join rel on rel.oid = polrelid
  union all
  select 'rule', array[rel.nspname::text, rel.relname, rulename], pg_catalog.pg_get_ruledef(w.oid), 0
  from pg_catalog.pg_rewrite w join rel on rel.oid = w.ev_class where rulename <> '_RETURN'
  union all
  select 'statistics', array[ns.nspname::text, stxname], pg_catalog.pg_get_statisticsobjdef(s.oid), 0
  from pg_catalog.pg_statistic_ext s join ns on ns.oid = s.stxnamespace
  union all
  select 'comment', array[nspname::text, relname], description, 0
  from pg_catalog.pg_description d join rel on d.objoid = rel.oid and d.classoid = 'pg_catalog.pg_class'::regclass and d.objsubid = 0
  union all
  select 'comment', array[nspname::text, relname, attname], description, 0
  from pg_catalog.pg_description d join rel on d.objoid = rel.oid and d.classoid = 'pg_catalog.pg_class'::regclass
  join pg_catalog.pg_attribute a on a.attrelid = rel.oid and a.attnum = d.objsubid and d.objsubid > 0 and not a.attisdropped
  union all
  select 'comment on ' || part, array[nspname::text, relname, name], description, 0
  from (
    select 'constraint', 'pg_catalog.pg_constraint'::regclass, oid, conrelid, conname from pg_catalog.pg_constraint
    union all
    select 'trigger', 'pg_catalog.pg_trigger'::regclass, oid, tgrelid, tgname from pg_catalog.pg_trigger
    union all
    select 'policy', 'pg_catalog.pg_policy'::regclass, oid, polrelid, polname from pg_catalog.pg_policy
    union all
    select 'rule', 'pg_catalog.pg_rewrite'::regclass, oid, ev_class, rulename from pg_catalog.pg_rewrite
  ) p(part, class, part_oid, of_rel, name)
  join rel on rel.oid = of_rel join pg_catalog.pg_description d on d.objoid = part_oid and d.classoid = class
  union all
  select 'comment on schema', array[nspname::text], description, 0
  from pg_catalog.pg_description d join ns on d.objoid = ns.oid and d.classoid = 'pg_catalog.pg_namespace'::regclass
  union all
  select 'comment', array[nspname::text, proname, '(' || pg_catalog.pg_get_function_identity_arguments(oid) || ')'], description, 0
  from pg_catalog.pg_description d join fn on d.objoid = fn.oid and d.classoid = 'pg_catalog.pg_proc'::regclass
  union all
  select 'comment', array[nspname::text, typname], description, 0
  from pg_catalog.pg_description d join typ on d.objoid = typ.oid and d.classoid = 'pg_catalog.pg_type'::regclass
  union all
  select 'owner of' || rtrim(' ' || kind), names, pg_catalog.pg_get_userbyid(owner), 0 from held where owner <> 10
  union all
  select rtrim(kind), names, said, 0 from granted cross join lateral (
    with now as (select * from pg_catalog.aclexplode(acl)), usual as (select * from pg_catalog.aclexplode(pg_catalog.acldefault(objtype::"char", owner)))
    select string_agg(case grantee when 0 then 'public' else quote_ident(pg_catalog.pg_get_userbyid(grantee)) end || ': ' || privileges, '; ' order by grantee, privileges)
    from (
      select grantee, string_agg(privilege_type || case when is_grantable then ' with grant option' else '' end, ', ' order by privilege_type)
      from (select grantee, privilege_type, is_grantable from now except select grantee, privilege_type, is_grantable from usual) more group by grantee
      union all
      select grantee, 'not ' || string_agg(privilege_type, ', ' order by privilege_type)
      from (select grantee, privilege_type from usual except select grantee, privilege_type from now) less group by grantee
    ) shown(grantee, privileges)
  ) s(said) where acl is not null and said is not null
)
select coalesce(json_agg(json_build_array(kind, names, definition) order by ord), '[]')::text as seen from seen
`;
