/// One row of a result; columns are read by position, as the type that the caller expects.
struct Row {
    let values: [Value]

    subscript<T: Column>(_ index: Int) -> T {
        get throws(StoreError) {
            guard values.indices.contains(index), let column = T(values[index]) else {
                throw .unreadable("column \(index) is not a \(T.self)")
            }
            return column
        }
    }
}
