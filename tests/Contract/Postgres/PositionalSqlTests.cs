using LowCode.Storage.Postgres;
using Xunit;

namespace LowCode.Tests.Contract.Postgres;

public sealed class PositionalSqlTests
{
    [Fact]
    public void Named_values_are_numbered_in_the_order_of_their_first_use()
    {
        var sql = PositionalSql.Of("SELECT 1 FROM a WHERE b = @b AND (c = @c OR d = @b)");

        Assert.Equal("SELECT 1 FROM a WHERE b = $1 AND (c = $2 OR d = $1)", sql.Text);
        Assert.Equal(["b", "c"], sql.Names);
    }

    [Fact]
    public void Texts_without_end_are_translated_each_and_not_all_remembered()
    {
        for (var i = 0; i < 5_000; i++)
        {
            Assert.Equal(FormattableString.Invariant($"SELECT {i} WHERE a = $1"), PositionalSql.Of(FormattableString.Invariant($"SELECT {i} WHERE a = @a")).Text);
        }

        // Other tests write beside this one.
        Assert.InRange(PositionalSql.Remembered, 1, 2 * PositionalSql.Most);
    }
}
