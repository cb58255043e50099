using LowCode.Host.Access;
using LowCode.Work.Access;
using LowCode.Work.People;

namespace LowCode.Host.Elsa;

/// <summary>What a caller may do, said the way Elsa Studio reads it: a link that is missing locks its button.</summary>
internal sealed class ElsaLinks(HttpContext http, Actor actor)
{
    private const string Root = ElsaRoutes.Root + "/workflow-definitions";

    private static readonly (string Rel, string Method)[] _reading = [("self", "GET"), ("versions", "GET"), ("execute", "POST"), ("dispatch", "POST"), ("export", "GET")];
    private static readonly (string Rel, string Method)[] _writing = [("publish", "POST"), ("retract", "POST"), ("delete", "DELETE"), ("import", "POST")];
    private static readonly (string Rel, string Method)[] _list = [("self", "GET"), ("is-name-unique", "GET"), ("count", "GET")];

    private static readonly (string Rel, string Method)[] _changingList =
        [("bulk-publish", "POST"), ("bulk-retract", "POST"), ("bulk-delete-by-definition-id", "POST"), ("import", "POST"), ("create", "POST")];

    private bool MayWrite =>
        actor.IsAdministrator && AccessClaims.ScopesOf(http.User) is not { } scopes
        || AccessClaims.ScopesOf(http.User)?.IsSupersetOf(Scope.WriteDefinitions, Scope.PublishReleases) == true;

    public object[] OfList() => [.. (MayWrite ? _list.Concat(_changingList) : _list).Select(l => Link(Root, l))];

    public object[] Of(string definitionId) =>
        [.. (MayWrite ? _reading.Concat(_writing) : _reading).Select(l => Link($"{Root}/{Uri.EscapeDataString(definitionId)}", l))];

    private static object Link(string path, (string Rel, string Method) link) => new { href = $"{path}/{link.Rel}", rel = link.Rel, method = link.Method };
}

internal static class ScopeSets
{
    public static bool IsSupersetOf(this IReadOnlyCollection<string> scopes, params ReadOnlySpan<string> wanted)
    {
        foreach (var scope in wanted)
        {
            if (!scopes.Contains(scope))
            {
                return false;
            }
        }

        return true;
    }
}
