using LowCode.Host.Access;
using LowCode.Work.Access;
using LowCode.Work.People;

namespace LowCode.Host.Elsa;

/// <summary>What a caller may do, said the way Elsa Studio reads it: a link that is missing locks its button. Addresses are below the API's root.</summary>
internal sealed class ElsaLinks(HttpContext http, Actor actor)
{
    private const string Root = "/workflow-definitions";

    private static readonly (string Rel, string Method, string Path)[] _list =
    [
        ("self", "GET", Root),
        ("is-name-unique", "GET", Root + "/validation/is-name-unique"),
        ("count", "GET", Root + "/query/count"),
        ("many-by-id", "GET", Root + "/many-by-id"),
    ];

    private static readonly (string Rel, string Method, string Path)[] _changingList =
    [
        ("bulk-delete-by-definition-id", "POST", "/bulk-actions/delete/workflow-definitions/by-definition-id"),
        ("bulk-delete-by-id", "POST", "/bulk-actions/delete/workflow-definitions/by-id"),
        ("bulk-publish", "POST", "/bulk-actions/publish/workflow-definitions/by-definition-ids"),
        ("bulk-retract", "POST", "/bulk-actions/retract/workflow-definitions/by-definition-ids"),
        ("import", "POST", Root + "/import"),
        ("import-files", "POST", Root + "/import-files"),
        ("create", "POST", Root),
    ];

    private static readonly (string Rel, string Method, string Path)[] _reading =
    [
        ("self", "GET", ""),
        ("versions", "GET", "/versions"),
        ("bulk-dispatch", "POST", "/bulk-dispatch"),
        ("dispatch", "POST", "/dispatch"),
        ("execute", "POST", "/execute"),
        ("export", "GET", "/export"),
    ];

    private static readonly (string Rel, string Method, string Path)[] _changing =
    [
        ("publish", "POST", "/publish"),
        ("retract", "POST", "/retract"),
        ("delete", "DELETE", ""),
        ("import", "PUT", "/import"),
        ("update-references", "POST", "/update-references"),
    ];

    // One look for a whole list.
    private readonly bool _mayWrite = AccessClaims.ScopesOf(http.User) is { } scopes
        ? scopes.Contains(Scope.WriteDefinitions) && scopes.Contains(Scope.PublishReleases)
        : actor.IsAdministrator;

    public object[] OfList() => [.. (_mayWrite ? _list.Concat(_changingList) : _list).Select(l => Link(l.Path, l))];

    public object[] Of(string definitionId, bool isReadOnly) =>
    [
        .. (_mayWrite && !isReadOnly ? _reading.Concat(_changing) : _reading).Select(l => Link($"{Root}/{Uri.EscapeDataString(definitionId)}{l.Path}", l)),
    ];

    private static object Link(string href, (string Rel, string Method, string) link) => new { href, rel = link.Rel, method = link.Method };
}
